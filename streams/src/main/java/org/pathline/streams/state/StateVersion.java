package org.pathline.streams.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.utils.Bytes;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.pathway.Derivation;
import org.pathline.domain.sorting.SortingRule;

/**
 * Which settings and which rules made what a store holds; kept in the store itself.
 *
 * <p>What a release derives differently from the one before is derived anew from what stands. So a
 * changed rule has a new number, or its reference lists another digest. The text of a message is no
 * rule.
 *
 * @param settings settings that an operator chooses, for people
 * @param rules numbers and digests of the rules of a release
 */
public record StateVersion(String settings, String rules) {
  /** Key in the store; nothing else has an empty key. */
  public static final Bytes KEY = Bytes.wrap(new byte[0]);

  /**
   * Rules that facts must keep; 1 knew no bounds and took any time of recording, 3 fewer words for
   * nothing and less damage of ids.
   */
  private static final int FACT_RULES = 4;

  /** What is doubted in facts that stand; 1 compared grades of neighbouring years alone. */
  private static final int DOUBT_RULES = 2;

  /** How a pathway becomes a contribution to a cell. */
  private static final int CONTRIBUTION_RULES = 1;

  /** How a pathway becomes seats in rosters. */
  private static final int SEAT_RULES = 1;

  /** How the sums of a roster become its row. */
  private static final int SORTING_RULES = 2;

  /**
   * How cells become ledgers and effects; 2 knew neither plans nor measured sorting, and 3 took one
   * school for another where the id of one district begins that of another.
   */
  private static final int ANSWER_RULES = 4;

  /** Releases before this one kept the settings alone. */
  private static final String RULES_OF_THE_FIRST_RELEASE = "1";

  /** Version of students' states. */
  public static StateVersion ofStudents(Derivation derivation) {
    return new StateVersion(
        derivation.settings().toString(),
        "facts " + FACT_RULES + ", doubts " + DOUBT_RULES + ", pathways " + derivation.rules());
  }

  /** Version of identity links. */
  public static StateVersion ofLinks() {
    return new StateVersion("identity links", "facts " + FACT_RULES);
  }

  /** Version of what students contribute to cells. */
  public static StateVersion ofContributions() {
    return new StateVersion("contributions", Integer.toString(CONTRIBUTION_RULES));
  }

  /** Version of the seats that students take in rosters. */
  public static StateVersion ofSeats() {
    return new StateVersion("seats", Integer.toString(SEAT_RULES));
  }

  /** Version of the rows of rosters. */
  public static StateVersion ofSorting(SortingRule rule) {
    return new StateVersion(rule.toString(), Integer.toString(SORTING_RULES));
  }

  /**
   * Version of ledgers and effects.
   *
   * @param questions that are answered, with the thresholds of their grades
   */
  public static StateVersion ofAnswers(String questions) {
    return new StateVersion(questions, Integer.toString(ANSWER_RULES));
  }

  /** Version of what a release kept that wrote none. */
  public static StateVersion ofTheFirstRelease(String settings) {
    return new StateVersion(settings, RULES_OF_THE_FIRST_RELEASE);
  }

  /** Value in the store. */
  public byte[] toBytes() {
    return (settings + "\n" + rules).getBytes(UTF_8);
  }

  /** Version from a value of the store; null where there is none. */
  public static @Nullable StateVersion ofBytes(byte @Nullable [] stored) {
    if (stored == null) {
      return null;
    }
    String[] lines = new String(stored, UTF_8).split("\n", 2);
    return new StateVersion(lines[0], lines.length > 1 ? lines[1] : RULES_OF_THE_FIRST_RELEASE);
  }

  @Override
  public String toString() {
    return settings + " (rules " + rules + ")";
  }
}
