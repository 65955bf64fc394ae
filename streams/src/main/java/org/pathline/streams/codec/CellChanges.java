package org.pathline.streams.codec;

import java.util.SortedMap;
import org.pathline.domain.outcome.CellSums;
import org.pathline.streams.ingest.ReadPosition;

/**
 * What students take from cells of a district and give to others, to be seen together.
 *
 * @param read how far in the pathways it goes
 * @param sums that are added, by the keys of the cells
 */
public record CellChanges(ReadPosition read, SortedMap<String, CellSums> sums) {}
