package org.pathline.ops;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the lag of one place.
 *
 * @param place the partition and who reads it
 * @param committed next offset to process; null where nothing was ever committed
 * @param end offset behind the last record that can be read
 * @param lagRecords offsets from position to end, 0 when caught up
 * @param lagSeconds age of the first record that is not processed, 0 when caught up, null if
 *     unknown
 * @param inPerSecond offsets by which the log grew per second; null after a first look
 * @param outPerSecond offsets by which the position moved per second; null after a first look
 * @param trend change of {@code lagRecords} per second; null after a first look
 * @param drainSeconds seconds until nothing waits at this trend; null while the lag does not shrink
 * @param retentionLossSeconds seconds until retention removes what waits; null where it does not
 * @param verdict what is to be thought of it
 * @param evidence what the verdict rests on, in words
 */
public record LagRow(
    @JsonUnwrapped ReadPartition place,
    @Nullable Long committed,
    long end,
    long lagRecords,
    @Nullable Double lagSeconds,
    @Nullable Double inPerSecond,
    @Nullable Double outPerSecond,
    @Nullable Double trend,
    @Nullable Double drainSeconds,
    @Nullable Double retentionLossSeconds,
    Verdict verdict,
    String evidence) {}
