package org.pathline.domain.effect.cell;

import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;

/**
 * An outcome cell as it stands.
 *
 * @param sums read only
 */
public record Cell(CellKey key, CellSums sums) {}
