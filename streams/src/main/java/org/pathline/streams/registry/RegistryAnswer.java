package org.pathline.streams.registry;

import org.apache.avro.Schema;

/** What came back when the registry was asked for the schema with an id. */
sealed interface RegistryAnswer {
  /** The registry has it. */
  record Found(Schema schema) implements RegistryAnswer {}

  /** The registry has something else under that id, such as a JSON schema. */
  record OtherType(String type) implements RegistryAnswer {}

  /** The registry itself says that it has none. */
  record Absent() implements RegistryAnswer {}

  /** Nothing that tells whether there is one. */
  record Unclear(String why) implements RegistryAnswer {}
}
