package org.pathline.release;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.answer.EffectRow;
import org.pathline.domain.effect.cell.SchoolId;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.release.ReleaseRules;
import org.pathline.domain.release.Tables;
import org.pathline.domain.release.form.PublishedEffect;
import org.pathline.domain.release.form.PublishedEffects;
import org.pathline.domain.release.form.PublishedGap;
import org.pathline.domain.release.form.PublishedGaps;
import org.pathline.domain.release.form.PublishedSorting;
import org.pathline.domain.statistics.Interval;
import org.pathline.topics.Unanswerable;

/**
 * Effects, the equity ledger and sorting as files of a release.
 *
 * <p>Those of gaps and effects follow from the tables and the declared regimes in the same release,
 * so that anyone can write them again.
 */
public final class FormFiles {
  /** Which forms there are, by the command that answers the same question unprotected. */
  public enum Form {
    EFFECTS("effects"),
    EQUITY("equity"),
    SORTING("sorting");

    private final String label;

    Form(String label) {
      this.label = label;
    }

    /** Name in options and in the manifest. */
    public String label() {
      return label;
    }

    /** Form with a label. */
    public static Optional<Form> labelled(String label) {
      return Arrays.stream(values()).filter(each -> each.label.equals(label)).findFirst();
    }

    /** File of the release. */
    public String file() {
      return label + ".csv";
    }
  }

  private static final List<ReleaseColumn> EFFECTS =
      List.of(
          ReleaseColumn.text("outcome"),
          ReleaseColumn.text("subgroup"),
          ReleaseColumn.text("estimator"),
          ReleaseColumn.text("type"),
          ReleaseColumn.text("group"),
          ReleaseColumn.whole("time"),
          ReleaseColumn.decimal("estimate"),
          ReleaseColumn.decimal("se"),
          ReleaseColumn.decimal("low"),
          ReleaseColumn.decimal("high"),
          ReleaseColumn.decimal("bandLow"),
          ReleaseColumn.decimal("bandHigh"),
          ReleaseColumn.text("design"),
          ReleaseColumn.text("statement"),
          ReleaseColumn.whole("treatedSchools"),
          ReleaseColumn.whole("comparisonSchools"),
          ReleaseColumn.whole("withheldSchools"));

  /** What follows the dimensions, which are texts. */
  private static final List<ReleaseColumn> GAPS =
      List.of(
          ReleaseColumn.text("by"),
          ReleaseColumn.text("group"),
          ReleaseColumn.text("reference"),
          ReleaseColumn.text("measure"),
          ReleaseColumn.text("place"),
          ReleaseColumn.decimal("least"),
          ReleaseColumn.decimal("most"),
          ReleaseColumn.decimal("low"),
          ReleaseColumn.decimal("high"),
          ReleaseColumn.decimal("ratio"),
          ReleaseColumn.decimal("standardised"),
          ReleaseColumn.decimal("standardisedLow"),
          ReleaseColumn.decimal("standardisedHigh"));

  private FormFiles() {}

  /** Columns of a form whose type is known; others are dimensions. */
  static List<ReleaseColumn> columns(Form form) {
    return switch (form) {
      case EFFECTS -> EFFECTS;
      case EQUITY -> GAPS;
      case SORTING -> SortingFile.COLUMNS;
    };
  }

  /** Files of some forms, by name. */
  public static Map<String, String> of(
      Set<Form> forms, Tables tables, ReleaseRules rules, ReleaseMaterial material)
      throws IOException {
    Map<String, String> files = new TreeMap<>();
    if (forms.contains(Form.EFFECTS)) {
      String declared = RegimeFile.csv(tables, material.regimesOfSchools());
      files.put(RegimeFile.NAME, declared);
      files.put(Form.EFFECTS.file(), effects(tables, material.settings(), declared));
    }
    if (forms.contains(Form.EQUITY)) {
      files.put(Form.EQUITY.file(), equity(tables));
    }
    if (forms.contains(Form.SORTING)) {
      files.put(
          Form.SORTING.file(),
          SortingFile.csv(PublishedSorting.of(tables, rules, material.rosters())));
    }
    return files;
  }

  /**
   * Writes the forms of a release again from its tables.
   *
   * @param files contents by name
   * @throws Unanswerable where a form does not follow from what the release shows
   */
  public static void verify(
      String where, Set<Form> forms, Tables tables, Settings settings, Map<String, String> files)
      throws IOException {
    Map<Form, String> expected = new TreeMap<>();
    if (forms.contains(Form.EFFECTS)) {
      expected.put(
          Form.EFFECTS, effects(tables, settings, files.getOrDefault(RegimeFile.NAME, "")));
    }
    if (forms.contains(Form.EQUITY)) {
      expected.put(Form.EQUITY, equity(tables));
    }
    expected.forEach(
        (form, text) -> {
          if (!text.equals(files.get(form.file()))) {
            throw new Unanswerable(
                where
                    + ": "
                    + form.file()
                    + " does not follow from its tables: it may tell what they withhold, or another"
                    + " version of pathline wrote it");
          }
        });
    if (forms.contains(Form.SORTING)) {
      List<PublishedSorting> telling =
          PublishedSorting.telling(
              tables, SortingFile.read(where, files.getOrDefault(Form.SORTING.file(), "")));
      if (!telling.isEmpty()) {
        throw new Unanswerable(
            where
                + ": "
                + Form.SORTING.file()
                + " tells of "
                + telling.get(0).roster()
                + ", of which the tables withhold how many there are");
      }
    }
  }

  /** What is said of forms in a manifest. */
  public static void describe(ObjectNode manifest, Set<Form> forms, ReleaseRules rules) {
    forms.forEach(form -> manifest.withArray("forms").add(form.label()));
    if (forms.contains(Form.SORTING)) {
      manifest.putObject("sorting").put("leastScored", PublishedSorting.leastScored(rules));
    }
  }

  private static String effects(Tables tables, Settings settings, String declared)
      throws IOException {
    CsvText csv = new CsvText(ReleaseColumn.names(EFFECTS));
    for (PublishedEffect effect :
        PublishedEffects.of(tables, settings, RegimeFile.read(declared))) {
      for (EffectRow row : effect.rows()) {
        csv.add(
            effect.outcome().label(),
            effect.subgroup(),
            row.estimator().label(),
            row.type().label(),
            row.group(),
            row.time(),
            number(row.estimate()),
            number(row.standardError()),
            number(Interval.low(row.interval())),
            number(Interval.high(row.interval())),
            number(Interval.low(row.band())),
            number(Interval.high(row.band())),
            effect.design(),
            effect.statement(),
            effect.treated(),
            effect.comparison(),
            effect.withheld());
      }
    }
    return csv.text();
  }

  private static String equity(Tables tables) throws IOException {
    List<String> header = new ArrayList<>(tables.dimensions());
    header.addAll(ReleaseColumn.names(GAPS));
    CsvText csv = new CsvText(header);
    for (PublishedGap gap : PublishedGaps.of(tables)) {
      List<@Nullable Object> row = new ArrayList<>();
      tables
          .dimensions()
          .forEach(dimension -> row.add(gap.within().getOrDefault(dimension, TableFile.ALL)));
      row.add(gap.by().label());
      row.add(gap.group());
      row.add(gap.by().reference());
      row.add(gap.measure().label());
      row.add(gap.measure().place());
      row.add(number(gap.least()));
      row.add(number(gap.most()));
      row.add(number(Interval.low(gap.interval())));
      row.add(number(Interval.high(gap.interval())));
      row.add(number(gap.ratio()));
      row.add(number(gap.standardised()));
      row.add(number(Interval.low(gap.standardisedInterval())));
      row.add(number(Interval.high(gap.standardisedInterval())));
      csv.add(row.toArray());
    }
    return csv.text();
  }

  /** Five decimals: more would be of no use, and digits of the machine might differ. */
  private static @Nullable String number(@Nullable Double value) {
    return value == null || !Double.isFinite(value)
        ? null
        : new java.math.BigDecimal(value)
            .setScale(5, java.math.RoundingMode.HALF_EVEN)
            .toPlainString()
            .replaceFirst("^-(0\\.0+)$", "$1");
  }

  /** Schools and years of tables, each once. */
  static Map<SchoolId, Set<Integer>> cohorts(Tables tables) {
    Map<SchoolId, Set<Integer>> cohorts = new TreeMap<>();
    List<Integer> at =
        PublishedEffects.DIMENSIONS.stream().map(tables.dimensions()::indexOf).toList();
    tables
        .groups()
        .forEach(
            group -> {
              List<String> values = at.stream().map(group.values()::get).toList();
              if (values.stream().noneMatch(String::isEmpty)) {
                cohorts
                    .computeIfAbsent(
                        new SchoolId(values.get(0), values.get(1)), absent -> new TreeSet<>())
                    .add(Integer.valueOf(values.get(2)));
              }
            });
    return cohorts;
  }
}
