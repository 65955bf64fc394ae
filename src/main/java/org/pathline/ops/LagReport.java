package org.pathline.ops;

import java.util.List;

/**
 * The lag of all places at one moment.
 *
 * @param atMillis the moment on the broker's clock, in milliseconds since 1970 UTC
 * @param tookSeconds how long the look took
 * @param rows topology by topology in the order of the flow
 */
public record LagReport(long atMillis, double tookSeconds, List<LagRow> rows) {}
