package org.pathline.domain.release;

import org.jspecify.annotations.Nullable;

/**
 * What a release shows of one outcome of one group; null is withheld.
 *
 * @param observed students of whom the outcome is known
 * @param attained students who attained it; of grade points null, as all that are observed have
 *     some
 * @param band coded rate, where attained is withheld and observed is not
 * @param mean mean of grade points in hundredths, where observed is shown
 */
public record Figures(
    @Nullable Long observed,
    @Nullable Long attained,
    RateCoding.@Nullable Band band,
    @Nullable Long mean) {}
