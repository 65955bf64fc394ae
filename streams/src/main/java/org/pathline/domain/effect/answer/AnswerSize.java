package org.pathline.domain.effect.answer;

import org.pathline.domain.effect.cell.Adoption;
import org.pathline.domain.effect.cell.Students;
import org.pathline.domain.effect.cell.Study;

/**
 * How much an answer has to compute: its effects by group and time, each a number per school.
 *
 * <p>Bounds keep one answer from taking a process's memory, and a thread for minutes. They are far
 * above what records of districts hold: forty cohorts of whom schools adopted in each year are
 * 1,600 effects; ten thousand schools with thirty cohorts and sixteen years of adoption are within
 * the other bound.
 *
 * @param effects years of adoption, times cohorts
 * @param schools that take part
 */
public record AnswerSize(long effects, long schools) {
  /** Memory and time grow with the square of the effects; 8,000 exceed a gigabyte. */
  public static final long MOST_EFFECTS = 2_500;

  /** Numbers kept at once: forty megabytes. */
  public static final long MOST_NUMBERS = 5_000_000;

  /** Size of the answers about a study. */
  public static AnswerSize of(Study study) {
    long adoptions =
        study.adoptions().stream()
            .filter(Adoption::isTreated)
            .mapToInt(Adoption::adopted)
            .distinct()
            .count();
    long cohorts = study.panel(Students.ALL).panel().timeCount();
    return new AnswerSize(adoptions * cohorts, study.adoptions().size());
  }

  /** Whether such answers are computed. */
  public boolean isBounded() {
    return effects <= MOST_EFFECTS && effects * schools <= MOST_NUMBERS;
  }
}
