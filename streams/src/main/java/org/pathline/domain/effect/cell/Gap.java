package org.pathline.domain.effect.cell;

/**
 * The distance of a group behind its reference: outcome of the reference minus that of the group.
 *
 * <p>An effect on it above 0 widens a gap in which the reference is ahead, and one below 0 narrows
 * it.
 *
 * @param text the gap as it is written in questions and answers
 */
public record Gap(Students reference, Students group, String text) implements Subgroup {}
