package org.pathline.streams.registry;

import org.apache.kafka.common.errors.SerializationException;

/** A record names a schema that the registry does not have. */
public final class UnknownSchemaException extends SerializationException {
  private static final long serialVersionUID = 1;

  UnknownSchemaException(String message) {
    super(message);
  }
}
