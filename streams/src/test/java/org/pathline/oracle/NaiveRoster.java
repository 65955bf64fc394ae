package org.pathline.oracle;

import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Sorting in the sections of one roster, counted anew from its students.
 *
 * @param key district, school, school year, grade level and subject, joined by bars
 * @param numbers counts and indexes by the name under which they are published; null is undefined
 * @param policyId null where none is in force
 */
public record NaiveRoster(
    String key,
    SortedMap<String, Double> numbers,
    String regime,
    String policyId,
    SortedSet<String> flags) {}
