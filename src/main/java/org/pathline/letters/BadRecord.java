package org.pathline.letters;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pathline.topics.RecordPlace;

/** A record that was set aside as bad: undecodable, or a fact that broke a rule. */
public sealed interface BadRecord permits Letter, RejectedFact {
  /** Reason why it is bad, as published. */
  String reason();

  /** Topic that it lies in; empty where it lies in none. */
  String topic();

  /** Where it lies; null where that is no single record. */
  @Nullable RecordPlace place();

  /** When it was noted. */
  Instant notedAt();

  /** Application that met it, or student whose fact it is. */
  String owner();
}
