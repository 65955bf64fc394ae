package org.pathline.oracle;

import java.util.Map;
import java.util.SortedMap;

/**
 * What a naive recomputation finds.
 *
 * @param students each student by the id to which its ids resolve
 * @param cells outcome cells of these students
 * @param milestones how many students hold each milestone, zeros included
 * @param unanchored how many students have no anchor
 */
public record NaiveResult(
    SortedMap<String, NaiveStudent> students,
    Map<NaiveCell.Key, NaiveCell> cells,
    SortedMap<String, Long> milestones,
    long unanchored) {}
