package org.pathline.oracle;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.pathline.domain.fact.DegreeLevel;
import org.pathline.domain.fact.Employment;
import org.pathline.domain.fact.EnrollmentStatus;
import org.pathline.domain.fact.PostsecondaryDegree;
import org.pathline.domain.fact.PostsecondaryEnrollment;
import org.pathline.domain.fact.PostsecondaryLevel;
import org.pathline.domain.fact.PostsecondarySearch;

/** A person's years after school: terms, degrees, searches and work, often just at a horizon. */
final class CollegeLife {
  private static final List<String> INSTITUTIONS = List.of("U1", "U10", "U2");

  private final Pen pen;
  private final Dice dice;
  private final Vocabulary words;
  private final int due;

  CollegeLife(Pen pen, Vocabulary words, int due) {
    this.pen = pen;
    this.dice = pen.dice();
    this.words = words;
    this.due = due;
  }

  void live() {
    if (dice.percent(80)) {
      study();
    }
    searches();
    if (dice.percent(60)) {
      work();
    }
  }

  private LocalDate horizon(int years) {
    return LocalDate.of(due + years, 8, 31);
  }

  private void study() {
    boolean stem = dice.percent(50);
    boolean switches = dice.percent(30);
    if (dice.percent(35)) {
      LocalDate edge =
          dice.around(dice.of(horizon(0), horizon(2), horizon(6), LocalDate.of(due + 1, 10, 30)));
      term(edge, edge.plusDays(dice.of(0, 100)), stem);
    }
    LocalDate begin = LocalDate.of(due + dice.of(0, 0, 0, 1, 2), 9, 1);
    for (int terms = dice.between(0, 6); terms > 0; terms--) {
      term(begin, begin.plusDays(110), stem);
      begin = dice.percent(85) ? begin.plusMonths(begin.getMonthValue() == 9 ? 4 : 8) : horizon(5);
      stem = dice.percent(6) != stem;
    }
    stem = switches != stem;
    if (dice.percent(30)) {
      LocalDate last = horizon(6);
      LocalDate from = dice.of(last.minusDays(90), last.minusDays(1), last, last.plusDays(1));
      LocalDate to = dice.around(last);
      term(from, to.isBefore(from) ? from : to, stem);
    }
    for (int degrees = dice.of(0, 1, 1, 1, 2); degrees > 0; degrees--) {
      degree(stem);
      stem = dice.percent(20) != stem;
    }
  }

  private void term(LocalDate begin, LocalDate end, boolean stem) {
    pen.write(
        new PostsecondaryEnrollment(
            pen.envelope(begin),
            dice.of(INSTITUTIONS),
            begin,
            dice.percent(8) ? LocalDate.of(2199, 12, 31) : end,
            dice.of(EnrollmentStatus.values()),
            cips(dice.of(0, 1, 1, 1, 2), stem),
            dice.of(PostsecondaryLevel.values())));
  }

  private void degree(boolean stem) {
    LocalDate day =
        dice.percent(50)
            ? dice.around(dice.of(horizon(2), horizon(6), horizon(6)))
            : LocalDate.of(due + dice.between(1, 7), 5, 20);
    pen.write(
        new PostsecondaryDegree(
            pen.envelope(day),
            dice.of(INSTITUTIONS),
            day,
            dice.percent(40) ? DegreeLevel.BACHELOR : dice.of(DegreeLevel.values()),
            cips(dice.of(0, 1, 1, 1, 2, 4), stem),
            dice.of("A degree", null)));
  }

  private List<String> cips(int count, boolean stem) {
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      if (dice.percent(4)) {
        codes.add(dice.of("999999", "99.9999", "00.0000", "UNDECLARED", "0"));
        continue;
      }
      boolean listed = stem && (i == count - 1 || dice.percent(50));
      codes.add(printed(dice.of(listed ? words.stemCips() : words.otherCips()), dice));
    }
    return List.copyOf(codes);
  }

  /** A code as some publisher may print it. */
  static String printed(String cip, Dice dice) {
    String dotless = cip.replace(".", "");
    return switch (dice.between(0, 6)) {
      case 0 -> dotless;
      case 1 -> dotless.replaceFirst("^0", "");
      case 2 -> cip.replaceFirst("^0", "");
      case 3 -> cip.replaceFirst("(?<=[.]..)00$|(?<=[.]...)0$", "");
      case 4 -> " " + cip + " ";
      default -> cip;
    };
  }

  private void searches() {
    for (int count = dice.of(0, 1, 2, 2, 3); count > 0; count--) {
      LocalDate through =
          dice.percent(25)
              ? LocalDate.of(due + 12, 1, 1)
              : dice.around(
                  dice.of(
                      horizon(0),
                      LocalDate.of(due + 1, 10, 30),
                      horizon(2),
                      horizon(2),
                      horizon(6),
                      horizon(6)));
      // A later search may reach less far than an earlier one.
      LocalDate made = through.plusDays(dice.between(0, 2000));
      pen.write(new PostsecondarySearch(pen.envelope(made), through, dice.percent(60)));
    }
  }

  private void work() {
    for (int count = dice.between(1, 3); count > 0; count--) {
      int year =
          dice.percent(40) ? due + 6 : dice.percent(50) ? due + 10 : due + dice.of(1, 5, 7, 11);
      int quarter = dice.between(1, 4);
      String soc = dice.of(dice.percent(50) ? words.stemSocs() : words.otherSocs());
      pen.write(
          new Employment(
              pen.envelope(LocalDate.of(year, 3 * quarter - 2, 1)),
              dice.of("E1", "E10", "E2"),
              year + dice.of("Q", "-Q", "-") + quarter,
              dice.percent(10) ? null : dice.percent(30) ? soc.replace("-", "") : soc,
              dice.of("5415", "61", null),
              dice.of(12_000.5, 0.0, null)));
    }
  }
}
