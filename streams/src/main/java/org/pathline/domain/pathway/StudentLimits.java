package org.pathline.domain.pathway;

/**
 * How much of one student can be real. What is more is the work of a placeholder id, such as {@code
 * 0} or {@code UNKNOWN}, under which many people were filed: that student is set aside.
 *
 * <p>Thirteen school years of twelve courses with six marks each, and all else, are under 1,500
 * facts; the limits leave room for years that were repeated and for chatty sources.
 *
 * @param mostFacts facts that stand, under all ids of the student together
 * @param mostIds ids of the student that are linked, however long the chain
 * @param mostPathwayBytes bytes of the encoded pathway
 */
public record StudentLimits(int mostFacts, int mostIds, int mostPathwayBytes) {
  /** The limits of every topology; a pathway stays well under the 1 MiB that a broker takes. */
  public static final StudentLimits DEFAULT = new StudentLimits(5_000, 100, 768 << 10);
}
