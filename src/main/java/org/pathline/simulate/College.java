package org.pathline.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.DegreeLevel;
import org.pathline.domain.fact.EnrollmentStatus;
import org.pathline.domain.fact.PostsecondaryDegree;
import org.pathline.domain.fact.PostsecondaryEnrollment;
import org.pathline.domain.fact.PostsecondaryLevel;

/** Terms in college, majors chosen and changed, and degrees. */
final class College {
  /** First term index that begins after h(2), counted from the autumn after school. */
  private static final int LATE = 5;

  private final Person person;
  private final Life life;
  private final Draws dice;
  private final Linkage linkage;
  private final Choice choice;
  private final int startYear;
  private String institution = "";
  private PostsecondaryLevel level = PostsecondaryLevel.UNKNOWN;
  private int last;

  private College(
      Person person, Life life, Draws dice, Linkage linkage, Choice choice, int startYear) {
    this.person = person;
    this.life = life;
    this.dice = dice;
    this.linkage = linkage;
    this.choice = choice;
    this.startYear = startYear;
  }

  /**
   * Lives the college years of a person who goes to college.
   *
   * @param startYear calendar year in which school ends
   * @return calendar year of the last term
   */
  static int live(
      Person person, Life life, Draws dice, Linkage linkage, Choice choice, int startYear) {
    return new College(person, life, dice, linkage, choice, startYear).study();
  }

  private int study() {
    boolean fourYear = dice.chance(Draws.logistic(0.3 + 0.9 * person.ability()));
    double start = dice.uniform();
    int first = start < 0.88 ? 0 : start < 0.94 ? 1 : 2;
    boolean certificate = !fourYear && dice.chance(0.12);
    enter(fourYear, certificate);
    int planned = certificate ? 2 : fourYear ? 8 + (dice.chance(0.45) ? dice.between(1, 4) : 0) : 4;
    double finish = fourYear ? 0.7 + 0.08 * person.ability() : certificate ? 0.7 : 0.42;
    boolean finishes = dice.chance(finish);
    int count = finishes ? planned : dice.between(1, Math.max(1, planned - 2));
    List<@Nullable Major> majors = majors(first, count);
    // A term now and then is left out; the plan moves on by it.
    int at = first;
    for (int i = 0; i < count; i++) {
      boolean withdraws = !finishes && i == count - 1 && dice.chance(0.4);
      term(at, majors.get(i), withdraws);
      last = at;
      at += i > 3 && dice.chance(0.04) ? 2 : 1;
    }
    Major lastMajor = majors.get(count - 1);
    if (finishes) {
      Major degree = lastMajor == null ? Major.draw(dice, false) : lastMajor;
      degree(
          certificate
              ? DegreeLevel.CERTIFICATE
              : fourYear ? DegreeLevel.BACHELOR : DegreeLevel.ASSOCIATE,
          degree);
      if (fourYear && dice.chance(0.08)) {
        graduateSchool(degree);
      } else if (!fourYear && !certificate && dice.chance(0.3)) {
        transfer(degree);
      }
    }
    return begin(last).getYear();
  }

  private void enter(boolean fourYear, boolean certificate) {
    institution = fourYear ? university() : "CC-" + person.home().district().id();
    level =
        certificate
            ? PostsecondaryLevel.CERTIFICATE
            : fourYear ? PostsecondaryLevel.BACHELOR : PostsecondaryLevel.ASSOCIATE;
  }

  /** Major of each term; null while undeclared. Who means to study STEM does so before h(2). */
  private List<@Nullable Major> majors(int first, int count) {
    List<@Nullable Major> majors = new ArrayList<>(count);
    Major major = Major.draw(dice, choice.stem());
    int declares = dice.chance(choice.stem() ? 0.15 : 0.3) ? Math.min(2, count - 1) : 0;
    int changes = dice.chance(0.42) ? dice.between(3, 7) : Integer.MAX_VALUE;
    boolean lateStem = !choice.stem() && dice.chance(0.07);
    for (int i = 0; i < count; i++) {
      if (i == changes) {
        boolean stays = choice.stem() && dice.chance(0.25);
        boolean enters = lateStem && first + i >= LATE;
        major = Major.draw(dice, stays || enters);
      }
      majors.add(i < declares ? null : major);
    }
    return majors;
  }

  /** First day of a term; even ones begin in autumn. */
  private LocalDate begin(int term) {
    return term % 2 == 0
        ? LocalDate.of(startYear + term / 2, 8, 25)
        : LocalDate.of(startYear + term / 2 + 1, 1, 14);
  }

  private void term(int at, @Nullable Major major, boolean withdraws) {
    LocalDate begin = begin(at);
    LocalDate end = begin.plusDays(at % 2 == 0 ? 112 : 116);
    List<String> cips = major == null ? List.of() : codes(major, 0.06, () -> false);
    double load = dice.uniform();
    EnrollmentStatus status =
        withdraws
            ? EnrollmentStatus.W
            : load < 0.72
                ? EnrollmentStatus.F
                : load < 0.82
                    ? EnrollmentStatus.Q
                    : load < 0.93
                        ? EnrollmentStatus.H
                        : load < 0.99 ? EnrollmentStatus.L : EnrollmentStatus.A;
    String source = linkage.sourceOf(begin, institution);
    if (source != null) {
      life.terms.add(
          new PostsecondaryEnrollment(
              life.envelope(begin, begin.plusDays(60), source),
              institution,
              begin,
              end,
              status,
              cips,
              level));
    }
  }

  private void degree(DegreeLevel degreeLevel, Major major) {
    LocalDate day = begin(last).plusDays(last % 2 == 0 ? 115 : 126);
    String source = linkage.sourceOf(day, institution);
    if (source == null) {
      return;
    }
    List<String> cips = codes(major, 0.05, () -> major.stem() && dice.chance(0.5));
    String title =
        dice.chance(0.8)
            ? degreeLevel.name().charAt(0)
                + degreeLevel.name().substring(1).toLowerCase(Locale.ROOT)
                + " of "
                + major.title()
            : null;
    life.degrees.add(
        new PostsecondaryDegree(
            life.envelope(day, day.plusDays(90), source),
            institution,
            day,
            degreeLevel,
            cips,
            title));
  }

  /** Codes of a major, and perhaps of a second one. */
  private List<String> codes(Major major, double chance, BooleanSupplier secondIsStem) {
    List<String> cips = new ArrayList<>(2);
    cips.add(major.written(dice));
    if (dice.chance(chance)) {
      Major second = Major.draw(dice, secondIsStem.getAsBoolean());
      if (!second.equals(major)) {
        cips.add(second.written(dice));
      }
    }
    return List.copyOf(cips);
  }

  private String university() {
    return String.format(Locale.ROOT, "U-%03d", dice.between(1, 60));
  }

  private void graduateSchool(Major major) {
    institution = university();
    level = PostsecondaryLevel.GRADUATE;
    terms(last + (last % 2 == 0 ? 2 : 1), 4, major);
    degree(DegreeLevel.MASTER, major);
  }

  private void transfer(Major major) {
    institution = university();
    level = PostsecondaryLevel.BACHELOR;
    boolean finishes = dice.chance(0.6);
    terms(last + 1, finishes ? 4 : 2, major);
    if (finishes) {
      degree(DegreeLevel.BACHELOR, major);
    }
  }

  private void terms(int first, int count, Major major) {
    for (int term = first; term < first + count; term++) {
      term(term, major, false);
      last = term;
    }
  }
}
