package org.pathline.streams.pathways;

/** What folding gives, on its way to the topic of its kind; null bytes are a tombstone. */
record Emission(Kind kind, byte[] value) {
  enum Kind {
    PATHWAY,
    MILESTONE,
    REJECTION,
    /** For the partition where the key belongs: a misplaced fact, or facts handed over. */
    TRANSFER,
    /** For the one place where links are resolved. */
    LINK
  }
}
