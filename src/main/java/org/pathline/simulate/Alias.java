package org.pathline.simulate;

import java.time.LocalDate;

/**
 * A second id under which a student's records run from some day on.
 *
 * @param id the id that is given up
 * @param canonical the id it is linked to: the student's own or an earlier alias
 * @param from first day of facts that carry it
 * @param joined whether the link stands; where not, the state knows two students
 */
record Alias(String id, String canonical, LocalDate from, boolean joined) {}
