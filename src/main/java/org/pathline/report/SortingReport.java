package org.pathline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.pathline.events.Sorting;
import org.pathline.events.SortingFlag;

/** The answer to {@code pathline sorting}. */
public final class SortingReport {
  private SortingReport() {}

  /** Report of rosters; JSON holds the whole records. */
  public static Report<Sorting> of(List<Sorting> rows) {
    return new Report<>("rows", columns(), rows).objects(RecordJson::of).notes(notes(rows));
  }

  /** Three decimals, the deviation in points with one; headings that fit above the numbers. */
  private static List<ReportColumn<Sorting>> columns() {
    return List.of(
        ReportColumn.text("districtId", Sorting::getDistrictId).headed("district"),
        ReportColumn.text("schoolId", Sorting::getSchoolId).headed("school"),
        ReportColumn.text("schoolYear", Sorting::getSchoolYear).headed("year"),
        ReportColumn.text("gradeLevel", Sorting::getGradeLevel).headed("grade"),
        ReportColumn.text("subject", Sorting::getSubject),
        ReportColumn.number("sections", Sorting::getSections),
        ReportColumn.number("n", Sorting::getN),
        ReportColumn.number("scored", Sorting::getScored),
        index("eta2", "eta2", 3, Sorting::getEta2),
        index("eta2Random", "random", 3, Sorting::getEta2Random),
        index("omega2", "omega2", 3, Sorting::getOmega2),
        index("varianceRatioRaceEthnicity", "V race", 3, Sorting::getVarianceRatioRaceEthnicity),
        index("theilRaceEthnicity", "H race", 3, Sorting::getTheilRaceEthnicity),
        index(
            "varianceRatioEconomicallyDisadvantaged",
            "V income",
            3,
            Sorting::getVarianceRatioEconomicallyDisadvantaged),
        index(
            "theilEconomicallyDisadvantaged",
            "H income",
            3,
            Sorting::getTheilEconomicallyDisadvantaged),
        index("withinSectionSd", "SD", 1, Sorting::getWithinSectionSd),
        index("advancedShare", "advanced", 3, Sorting::getAdvancedShare),
        ReportColumn.text("regime", Sorting::getRegime),
        ReportColumn.<Sorting>text("flag", Sorting::getFlags).shown(SortingReport::flags));
  }

  private static ReportColumn<Sorting> index(
      String name, String heading, int digits, Function<Sorting, Double> value) {
    return ReportColumn.number(name, value, number -> Numbers.rounded(digits, number))
        .headed(heading);
  }

  private static String flags(Sorting row) {
    return row.getFlags().stream().map(SortingFlag::name).collect(Collectors.joining("|"));
  }

  private static List<String> notes(List<Sorting> rows) {
    List<String> notes = new ArrayList<>();
    if (rows.isEmpty()) {
      notes.add("no roster is in what was asked for");
      return notes;
    }
    notes.add(
        "eta2: share of the variance of prior percentiles that lies between sections; random: what"
            + " chance alone gives; omega2: eta2 corrected for that");
    notes.add(
        "V: variance ratio (white students, disadvantaged students), H: Theil's, 0 mixed to 1"
            + " separate; SD: of prior percentiles within sections");
    String thresholds =
        rows.stream()
            .map(Sorting::getDeFactoTrackedFrom)
            .collect(Collectors.toCollection(TreeSet::new))
            .stream()
            .map(Object::toString)
            .collect(Collectors.joining(" or "));
    notes.add("DE_FACTO_TRACKED: declared DETRACKED with an omega2 of at least " + thresholds);
    if (rows.stream().anyMatch(row -> row.getFlags().contains(SortingFlag.SCORES_MISSING))) {
      notes.add("SCORES_MISSING: the prior percentile of more than a fifth is not known");
    }
    return notes;
  }
}
