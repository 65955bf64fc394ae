package org.pathline.simulate;

/** What dice are for; a new purpose gets a new number, so that older draws stay as they were. */
final class Purpose {
  static final long WORLD = 1;
  static final long PERSON = 2;
  static final long SCHOOL_YEARS = 3;
  static final long COURSES = 4;
  static final long ROSTERS = 5;
  static final long COLLEGE = 6;
  static final long WORK = 7;
  static final long RECORD_IDS = 8;
  static final long ALIASES = 9;
  static final long MESSINESS = 10;
  static final long LINKAGE = 11;
  static final long STUDENT_ID = 12;
  static final long ALIAS_ID = 13;

  private Purpose() {}
}
