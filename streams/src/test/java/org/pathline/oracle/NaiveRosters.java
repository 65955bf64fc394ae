package org.pathline.oracle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pathline.domain.fact.AssessmentResult;
import org.pathline.domain.fact.ClassroomPolicy;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactOrder;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.SectionEnrollment;
import org.pathline.domain.fact.StudentRecord;

/** Who sits where, and under which policy, from all facts and without any sums. */
final class NaiveRosters {
  private static final String UNKNOWN = "UNKNOWN";
  private static final double DE_FACTO = 0.2;
  private static final Map<String, String> SUBJECTS =
      Map.of(
          "01", "ENGLISH",
          "02", "MATHEMATICS",
          "03", "SCIENCE",
          "04", "SOCIAL_STUDIES",
          "10", "COMPUTER_SCIENCE");
  private static final List<String> DEMAND = List.of("UNKNOWN", "X", "B", "G", "E", "H", "C");

  private final FactOrder.Encoding encoding;
  private final Set<RosterMistake> mistakes = EnumSet.noneOf(RosterMistake.class);

  /** A student in a section; the score may be null. */
  record Sitting(String section, String level, BigDecimal score, String race, String income) {}

  private record Place(String district, String school, int year, String grade, String subject) {
    String key() {
      return String.join("|", district, school, Integer.toString(year), grade, subject);
    }
  }

  NaiveRosters(FactOrder.Encoding encoding, RosterMistake... mistakes) {
    this.encoding = encoding;
    this.mistakes.addAll(List.of(mistakes));
  }

  List<NaiveRoster> of(Collection<List<Fact>> students, Versions versions, List<Fact> facts) {
    Map<Place, List<Sitting>> rosters = new LinkedHashMap<>();
    students.forEach(standing -> seat(new Standing(standing, Set.of()), versions, rosters));
    List<ClassroomPolicy> policies = policies(facts);
    List<NaiveRoster> found = new ArrayList<>();
    rosters.forEach((place, sittings) -> found.add(roster(place, sittings, policies)));
    found.sort(Comparator.comparing(NaiveRoster::key));
    return found;
  }

  private boolean makes(RosterMistake mistake) {
    return mistakes.contains(mistake);
  }

  private void seat(Standing standing, Versions versions, Map<Place, List<Sitting>> rosters) {
    List<StudentRecord> records = standing.all(StudentRecord.class);
    StudentRecord who = records.isEmpty() ? null : versions.latest(records);
    Map<List<Object>, SectionEnrollment> seats = new LinkedHashMap<>();
    for (SectionEnrollment seat : standing.all(SectionEnrollment.class)) {
      seats.merge(
          List.of(place(seat), seat.sectionId()),
          seat,
          (one, two) ->
              DEMAND.indexOf(two.courseLevel().name()) > DEMAND.indexOf(one.courseLevel().name())
                  ? two
                  : one);
    }
    for (SectionEnrollment seat : seats.values()) {
      rosters
          .computeIfAbsent(place(seat), absent -> new ArrayList<>())
          .add(
              new Sitting(
                  seat.sectionId(),
                  seat.courseLevel().name(),
                  score(standing, seat),
                  who == null ? UNKNOWN : who.raceEthnicity().name(),
                  who == null ? UNKNOWN : who.economicallyDisadvantaged().name()));
    }
  }

  private Place place(SectionEnrollment seat) {
    return new Place(
        makes(RosterMistake.DISTRICTS_JOINED) ? "D1" : seat.districtId(),
        seat.schoolId(),
        seat.schoolYear(),
        seat.gradeLevel(),
        makes(RosterMistake.SUBJECTS_JOINED) ? "MATHEMATICS" : subject(seat));
  }

  private static String subject(SectionEnrollment seat) {
    return SUBJECTS.getOrDefault(
        PrintedCodes.secondary(seat.courseCode()).substring(0, 2), "OTHER");
  }

  private BigDecimal score(Standing standing, SectionEnrollment seat) {
    Integer grade = PrintedCodes.grade(seat.gradeLevel());
    if (grade == null) {
      return null;
    }
    Integer before = makes(RosterMistake.PERCENTILE_OF_THE_SAME_GRADE) ? grade : grade - 1;
    String subject = makes(RosterMistake.ALWAYS_MATHEMATICS) ? "MATHEMATICS" : subject(seat);
    return standing.all(AssessmentResult.class).stream()
        .filter(each -> each.subject().name().equals(subject))
        .filter(each -> before.equals(PrintedCodes.grade(each.gradeLevel())))
        .max(
            Comparator.comparing(AssessmentResult::testDate)
                .thenComparing(AssessmentResult::assessmentId)
                .thenComparing(each -> each.envelope().hasFactId() ? each.envelope().factId() : ""))
        .map(each -> BigDecimal.valueOf(each.percentile()).setScale(3, RoundingMode.HALF_UP))
        .orElse(makes(RosterMistake.MISSING_SCORES_ARE_ZERO) ? BigDecimal.ZERO : null);
  }

  private NaiveRoster roster(Place place, List<Sitting> sittings, List<ClassroomPolicy> policies) {
    SortedMap<String, Double> numbers = new NaiveSorting(sittings).numbers();
    if (makes(RosterMistake.UNKNOWN_IS_A_GROUP)) {
      numbers.putAll(new NaiveSorting(sittings).segregationWithUnknown());
    }
    ClassroomPolicy policy =
        policies.stream().filter(each -> holds(each, place)).min(precedence()).orElse(null);
    String regime = policy == null ? "UNDECLARED" : policy.regime().name();
    SortedSet<String> flags = new TreeSet<>();
    Double omega2 = numbers.get("omega2");
    if (regime.equals("DETRACKED") && omega2 != null && omega2 >= DE_FACTO) {
      flags.add("DE_FACTO_TRACKED");
    }
    if (5 * numbers.get("scored") < 4 * numbers.get("n")) {
      flags.add("SCORES_MISSING");
    }
    return new NaiveRoster(
        place.key(), numbers, regime, policy == null ? null : policy.envelope().studentId(), flags);
  }

  private boolean holds(ClassroomPolicy policy, Place place) {
    Integer grade = PrintedCodes.grade(place.grade());
    int last = policy.effectiveTo() == null ? 9999 : policy.effectiveTo();
    boolean inGrades =
        grade != null
            && PrintedCodes.grade(policy.gradeFrom()) <= grade
            && grade <= PrintedCodes.grade(policy.gradeTo());
    return policy.districtId().equals(place.district())
        && (policy.schoolId() == null || policy.schoolId().equals(place.school()))
        && policy.subject().name().equals(place.subject())
        && (inGrades || makes(RosterMistake.GRADES_IGNORED))
        && place.year() >= policy.effectiveFrom()
        && place.year() <= (makes(RosterMistake.LAST_YEAR_EXCLUDED) ? last - 1 : last);
  }

  private Comparator<ClassroomPolicy> precedence() {
    Comparator<ClassroomPolicy> level =
        Comparator.comparing(policy -> policy.schoolId() == null ? "district" : "a school");
    Comparator<ClassroomPolicy> latest =
        Comparator.comparingInt((ClassroomPolicy policy) -> policy.effectiveFrom()).reversed();
    return (makes(RosterMistake.DISTRICT_BEATS_SCHOOL) ? level.reversed() : level)
        .thenComparing(makes(RosterMistake.FIRST_POLICY_STAYS) ? latest.reversed() : latest)
        .thenComparing(policy -> policy.envelope().studentId());
  }

  private List<ClassroomPolicy> policies(List<Fact> facts) {
    Map<String, List<ClassroomPolicy>> versions = new TreeMap<>();
    for (Fact fact : facts) {
      boolean dropped =
          fact.envelope().retracted() && makes(RosterMistake.POLICIES_NEVER_RETRACTED);
      if (fact instanceof ClassroomPolicy policy && FactRules.check(policy).isEmpty() && !dropped) {
        versions
            .computeIfAbsent(policy.envelope().studentId(), absent -> new ArrayList<>())
            .add(policy);
      }
    }
    // These histories give no policy two ids of its own, so its greatest version speaks for it.
    return versions.values().stream()
        .map(
            all ->
                all.stream()
                    .max(
                        Comparator.comparingLong(
                                (ClassroomPolicy each) -> each.envelope().recordedAt())
                            .thenComparing(encoding::encode, Arrays::compareUnsigned))
                    .orElseThrow())
        .filter(policy -> !policy.envelope().retracted())
        .toList();
  }
}
