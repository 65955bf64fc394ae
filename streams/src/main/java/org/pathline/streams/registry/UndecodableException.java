package org.pathline.streams.registry;

import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** A record's bytes cannot be decoded; the reason is one of a closed set. */
public final class UndecodableException extends SerializationException {
  private static final long serialVersionUID = 1;

  /** Why a record cannot be decoded. */
  public enum Reason {
    NULL_VALUE,
    UNDECODABLE,
    UNKNOWN_SCHEMA,
    OTHER_RECORD_TYPE,
    /** The program failed while it decoded, which says nothing against the record. */
    INTERNAL_ERROR
  }

  private final Reason reason;

  UndecodableException(Reason reason, @Nullable String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /** A record of which the bytes can be decoded but say what no such record can. */
  public static UndecodableException because(String message, @Nullable Throwable cause) {
    return new UndecodableException(Reason.UNDECODABLE, message, cause);
  }

  /** The reason that is published with the dead letter. */
  public Reason reason() {
    return reason;
  }
}
