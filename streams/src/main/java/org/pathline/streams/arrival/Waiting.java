package org.pathline.streams.arrival;

import org.jspecify.annotations.Nullable;

/**
 * A partition whose next record names a schema of which the registry has not told yet.
 *
 * @param topic topic of the partition
 * @param partition its number
 * @param offset offset of that record
 * @param schemaId id that it names
 * @param sinceMillis since when, in milliseconds since 1970 UTC
 * @param lastAnswer what the registry answered last, in a few words; null before it did
 */
public record Waiting(
    String topic,
    int partition,
    long offset,
    int schemaId,
    long sinceMillis,
    @Nullable String lastAnswer) {}
