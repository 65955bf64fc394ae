package org.pathline.simulate;

import java.util.List;

/**
 * A high school and the schools that feed it; with one cohort it is what memory holds at a time.
 */
record Zone(int index, School high, List<School> feeders) {}
