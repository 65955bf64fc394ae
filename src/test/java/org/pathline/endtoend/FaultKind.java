package org.pathline.endtoend;

/** Kinds of faults of a scenario. */
enum FaultKind {
  DUPLICATES("earlier facts arrive again"),
  REORDERED("facts arrive in any order"),
  CORRECTED("other versions of earlier facts"),
  RETRACTED("earlier facts are withdrawn"),
  MERGED("an id turns out to be that of another student"),
  UNMERGED("a link is withdrawn"),
  CORRUPT("a record that cannot be decoded on every topic"),
  RULE_BROKEN("a fact that breaks a rule on every topic"),
  OVERSIZE("a record as large as the broker takes"),
  PLACEHOLDER_FACTS("more facts under one id than a person has, or their withdrawal"),
  PLACEHOLDER_LINKS("more ids linked to one than a person has, or their withdrawal"),

  KILLED("the process is killed (-9)"),
  ASKED_TO_END("the process is asked to end (TERM)"),
  BROKER_KILLED("the broker is killed (-9)"),
  REGISTRY("the registry refuses, hangs or is gone as a newer schema arrives"),
  FROZEN("the process stands still (STOP, CONT)"),
  JOINED_OR_LEFT("a second process joins, or is killed or asked to end");

  private final String words;

  FaultKind(String words) {
    this.words = words;
  }

  /** Whether it befalls a process and not the input. */
  boolean isOfProcesses() {
    return compareTo(KILLED) >= 0;
  }

  @Override
  public String toString() {
    return words;
  }
}
