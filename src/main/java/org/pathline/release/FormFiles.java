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

  private record Line(PublishedEffect effect, EffectRow row) {}

  private static final List<ReleaseColumn<Line>> EFFECTS =
      List.of(
          ReleaseColumn.text("outcome", line -> line.effect().outcome().label()),
          ReleaseColumn.text("subgroup", line -> line.effect().subgroup()),
          ReleaseColumn.text("estimator", line -> line.row().estimator().label()),
          ReleaseColumn.text("type", line -> line.row().type().label()),
          ReleaseColumn.text("group", line -> line.row().group()),
          ReleaseColumn.whole("time", line -> line.row().time()),
          ReleaseColumn.decimal("estimate", line -> line.row().estimate()),
          ReleaseColumn.decimal("se", line -> line.row().standardError()),
          ReleaseColumn.decimal("low", line -> Interval.low(line.row().interval())),
          ReleaseColumn.decimal("high", line -> Interval.high(line.row().interval())),
          ReleaseColumn.decimal("bandLow", line -> Interval.low(line.row().band())),
          ReleaseColumn.decimal("bandHigh", line -> Interval.high(line.row().band())),
          ReleaseColumn.text("design", line -> line.effect().design()),
          ReleaseColumn.text("statement", line -> line.effect().statement()),
          ReleaseColumn.whole("treatedSchools", line -> line.effect().treated()),
          ReleaseColumn.whole("comparisonSchools", line -> line.effect().comparison()),
          ReleaseColumn.whole("withheldSchools", line -> line.effect().withheld()));

  /** What follows the dimensions, which are texts. */
  private static final List<ReleaseColumn<PublishedGap>> GAPS =
      List.of(
          ReleaseColumn.text("by", gap -> gap.by().label()),
          ReleaseColumn.text("group", PublishedGap::group),
          ReleaseColumn.text("reference", gap -> gap.by().reference()),
          ReleaseColumn.text("measure", gap -> gap.measure().label()),
          ReleaseColumn.text("place", gap -> gap.measure().place()),
          ReleaseColumn.decimal("least", PublishedGap::least),
          ReleaseColumn.decimal("most", PublishedGap::most),
          ReleaseColumn.decimal("low", gap -> Interval.low(gap.interval())),
          ReleaseColumn.decimal("high", gap -> Interval.high(gap.interval())),
          ReleaseColumn.decimal("ratio", PublishedGap::ratio),
          ReleaseColumn.decimal("standardised", PublishedGap::standardised),
          ReleaseColumn.decimal("standardisedLow", gap -> Interval.low(gap.standardisedInterval())),
          ReleaseColumn.decimal(
              "standardisedHigh", gap -> Interval.high(gap.standardisedInterval())));

  private FormFiles() {}

  /** Columns of a form whose type is known; others are dimensions. */
  static List<? extends ReleaseColumn<?>> columns(Form form) {
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
          ReleaseColumn.csv(
              SortingFile.COLUMNS, PublishedSorting.of(tables, rules, material.rosters())));
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
    List<Line> lines = new ArrayList<>();
    for (PublishedEffect effect :
        PublishedEffects.of(tables, settings, RegimeFile.read(declared))) {
      effect.rows().forEach(row -> lines.add(new Line(effect, row)));
    }
    return ReleaseColumn.csv(EFFECTS, lines);
  }

  private static String equity(Tables tables) throws IOException {
    List<ReleaseColumn<PublishedGap>> columns = new ArrayList<>();
    for (String dimension : tables.dimensions()) {
      columns.add(
          ReleaseColumn.text(
              dimension, gap -> gap.within().getOrDefault(dimension, TableFile.ALL)));
    }
    columns.addAll(GAPS);
    return ReleaseColumn.csv(columns, PublishedGaps.of(tables));
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
