package org.pathline.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pathline.ask.panel.PanelColumns;
import org.pathline.ask.panel.PanelFile;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.UniformBand;
import org.pathline.domain.effect.answer.Diagnosis;
import org.pathline.domain.effect.answer.EffectRow;
import org.pathline.domain.effect.answer.EffectRow.Type;
import org.pathline.domain.effect.answer.Figure;
import org.pathline.domain.effect.answer.LoneUnits;
import org.pathline.domain.effect.answer.PanelAnswer;
import org.pathline.domain.effect.grouptime.Exclusion;
import org.pathline.domain.effect.grouptime.GroupTimeSample;
import org.pathline.domain.effect.grouptime.GroupTimeSummary;
import org.pathline.domain.effect.grouptime.PlaceboTest;
import org.pathline.domain.effect.grouptime.RefusedEffect;
import org.pathline.domain.effect.sensitivity.Sensitivity;
import org.pathline.topics.Unanswerable;

/** The answer to {@code pathline effects --panel}. */
public final class PanelReport implements Answer {
  private static final int MOST_SHOWN = 6;

  private static final String ALL = "all";
  private static final int MOST_NAMED = 5;

  private final PanelColumns columns;
  private final PanelFile file;
  private final PanelAnswer answer;
  private final GroupTimeSummary summary;

  private PanelReport(PanelColumns columns, PanelFile file, PanelAnswer answer) {
    this.columns = columns;
    this.file = file;
    this.answer = answer;
    this.summary = answer.summary();
  }

  /**
   * Estimates everything.
   *
   * @throws Unanswerable when no unit takes up the policy between the first time and the last
   */
  public static PanelReport of(
      PanelColumns columns,
      PanelFile file,
      Specification specification,
      @Nullable Integer balance,
      long seed,
      int draws) {
    return of(columns, file, PanelAnswer.of(file.panel(), specification, balance, seed, draws));
  }

  /**
   * Estimates triple differences.
   *
   * @param file whose last covariate says who is eligible, by 1, and who is not, by 0
   * @param columns without that column
   * @throws Unanswerable when nothing can be compared, or the column holds other values
   */
  public static PanelReport ofTriple(
      PanelColumns columns,
      PanelFile file,
      Specification specification,
      @Nullable Integer balance,
      long seed,
      int draws) {
    EligiblePanel eligible = EligiblePanel.of(file.panel());
    return of(
        columns,
        file,
        PanelAnswer.ofTriple(
            eligible.panel(), eligible.eligible(), specification, balance, seed, draws));
  }

  private static PanelReport of(PanelColumns columns, PanelFile file, PanelAnswer answer) {
    PanelReport report = new PanelReport(columns, file, answer);
    if (answer.summary().effects().isEmpty()) {
      throw new Unanswerable(
          "nothing can be compared: no unit that takes part is first treated after the first time"
              + " and by the last one, with others still untreated\n"
              + adoptions(file.panel())
              + "\n"
              + String.join("\n", report.notes()));
    }
    return report;
  }

  /** When the units of a panel adopt, beside the times at which they are observed. */
  private static String adoptions(Panel panel) {
    SortedMap<Integer, Integer> units = new TreeMap<>();
    long never = 0;
    for (PanelUnit unit : panel.units()) {
      if (unit.everAdopts()) {
        units.merge(unit.adopted(), 1, Integer::sum);
      } else {
        never++;
      }
    }
    String first =
        units.entrySet().stream()
            .limit(MOST_SHOWN)
            .map(each -> each.getValue() + " from " + each.getKey())
            .collect(Collectors.joining(", "));
    int[] times = panel.times();
    return "times "
        + times[0]
        + " to "
        + times[times.length - 1]
        + "; units under the policy: "
        + (units.isEmpty() ? "none" : first + (units.size() > MOST_SHOWN ? ", …" : ""))
        + "; never: "
        + never;
  }

  private Report<EffectRow> rows(List<EffectRow> rows) {
    return EffectReport.of(columns.outcome(), ALL, rows);
  }

  @Override
  public void csv(PrintWriter out, PrintWriter err) throws IOException {
    rows(answer.rows()).notes(notes()).csv(out, err);
  }

  @Override
  public void table(PrintWriter out) {
    for (Type type : Type.values()) {
      rows(answer.rows().stream().filter(row -> row.type() == type).toList()).table(out);
      out.println();
    }
    notes().forEach(note -> out.println("# " + note));
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    GroupTimeSample sample = summary.effects().sample();
    notes.add(
        sample.unitCount()
            + " units at "
            + sample.timeCount()
            + " times, "
            + sample.groups().length
            + " groups, errors clustered by "
            + (columns.cluster() == null ? "unit" : columns.cluster()));
    if (file.incomplete() > 0) {
      notes.add(file.incomplete() + " rows left out because a value is missing");
    }
    file.thin()
        .forEach(
            (time, units) ->
                notes.add(
                    "at "
                        + time
                        + " only "
                        + units
                        + " of "
                        + file.units()
                        + " units are observed"
                        + (file.dropped()
                            ? ", so the time is left out"
                            : "; --drop-thin-times leaves the time out rather than the other"
                                + " units")));
    for (Exclusion exclusion : sample.exclusions()) {
      notes.add(
          exclusion.units().size()
              + " units left out: "
              + switch (exclusion.reason()) {
                case MISSING_TIMES -> "not there at all times";
                case NO_TIME_BEFORE_ADOPTION -> "treated from the first time on";
              }
              + " ("
              + named(exclusion.units())
              + ")");
    }
    if (sample.comparisonGroup() != null) {
      notes.add(
          "no unit is never treated: the group of "
              + sample.comparisonGroup()
              + " stands for those, and later times are cut off");
    }
    for (RefusedEffect refused : summary.effects().refused()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "no effect of group %d at %d: %s",
              refused.group(),
              refused.time(),
              refused.refusal().text()));
    }
    notes.addAll(lone());
    notes.add(placebo(summary.placebo()));
    notes.addAll(diagnosis());
    if (summary.bandOfEffects().isUnreliable()) {
      notes.add("the bands are unreliable: there are too few clusters");
    }
    return notes;
  }

  private List<String> lone() {
    LoneUnits lone = answer.lone();
    if (lone.effects().isEmpty()) {
      return List.of();
    }
    String groups = named(lone.groups().stream().map(String::valueOf).toList());
    List<String> notes = new ArrayList<>();
    notes.add(
        "effects of one unit, or against one unit, have no error: those of the groups of "
            + groups);
    if (lone.areUnderOverall()) {
      notes.add("the overall effect rests on such effects, so that it has no interval");
    }
    return notes;
  }

  private static String named(List<String> units) {
    return String.join(" ", units.subList(0, Math.min(MOST_NAMED, units.size())))
        + (units.size() > MOST_NAMED ? " …" : "");
  }

  private static String placebo(@Nullable PlaceboTest test) {
    if (test == null) {
      return "there is no effect before adoption to test";
    }
    return test.statistic() == null
        ? "Wald test of effects before adoption: not computable, their covariance is singular"
        : String.format(
            Locale.ROOT,
            "Wald test of effects before adoption: W = %.4f, df = %d, p = %.4f (a diagnostic; it"
                + " rejects too often with few clusters)",
            test.statistic(),
            test.degrees(),
            test.p());
  }

  /** What a reader should know before believing the estimates; nothing where none can be made. */
  private List<String> diagnosis() {
    Diagnosis diagnosis = answer.diagnosis();
    if (diagnosis == null) {
      return List.of();
    }
    List<String> notes = new ArrayList<>();
    Figure slope = diagnosis.pretrends().slope();
    if (slope != null) {
      notes.add(
          String.format(
              Locale.ROOT,
              "drift of treated units before adoption: %s per time, p = %.4f",
              Numbers.estimate(slope.value()),
              slope.p()));
    }
    if (answer.sensitivity() != null && !answer.sensitivity().targets().isEmpty()) {
      Sensitivity.Target overall = answer.sensitivity().targets().get(0);
      if (overall.breakdownMultiple() != null) {
        notes.add(
            String.format(
                Locale.ROOT,
                "the overall effect stands drift of up to %.2f times the largest change before"
                    + " adoption (Mbar*), or a change of slope of up to %s per time (M*); json has"
                    + " the intervals",
                overall.breakdownMultiple(),
                Numbers.estimate(overall.breakdownBend())));
      }
    }
    if (diagnosis.forbidden() != null) {
      notes.add(
          String.format(
              Locale.ROOT,
              "two-way fixed effects would say %s, with %.0f %% of its weight on units already"
                  + " treated",
              Numbers.estimate(diagnosis.forbidden().coefficient()),
              100 * diagnosis.forbidden().share()));
    }
    if (diagnosis.randomization() != null) {
      notes.add(
          String.format(
              Locale.ROOT,
              "few treated units: randomization inference on the imputed effect gives p = %.4f",
              diagnosis.randomization().p()));
    }
    if (diagnosis.detectable() != null && !answer.lone().areUnderOverall()) {
      notes.add(
          "effects below "
              + Numbers.estimate(diagnosis.detectable())
              + " would be missed one time in five or more");
    }
    return notes;
  }

  @Override
  public ObjectNode json() {
    ObjectMapper json = new ObjectMapper();
    ObjectNode root = json.createObjectNode();
    root.put("outcome", columns.outcome()).put("subgroup", ALL);
    Specification used = summary.effects().specification();
    root.putObject("specification")
        .put("comparison", used.comparison().name())
        .put("base", used.base().name())
        .put("method", used.method().name())
        .put("anticipation", used.anticipation())
        .put("weight", columns.weight())
        .put("cluster", columns.cluster() == null ? columns.unit() : columns.cluster())
        .set("covariates", json.valueToTree(columns.covariates()));
    root.set("sample", sample(json));
    root.set("rows", rows(answer.rows()).jsonRows());
    ArrayNode refused = root.putArray("refused");
    for (RefusedEffect effect : summary.effects().refused()) {
      refused
          .addObject()
          .put("group", effect.group())
          .put("time", effect.time())
          .put("reason", effect.refusal().name())
          .put("text", effect.refusal().text());
    }
    ObjectNode overall = root.putObject("overall");
    overall.set("simple", overall(json, summary.overall()));
    overall.set("event", overall(json, summary.means().overallEvent()));
    overall.set("group", overall(json, summary.means().overallGroup()));
    overall.set("calendar", overall(json, summary.means().overallCalendar()));
    PlaceboTest test = summary.placebo();
    if (test != null) {
      root.putObject("placeboTest")
          .put("W", test.statistic())
          .put("df", test.degrees())
          .put("p", test.p())
          .put("computable", test.statistic() != null);
    }
    ObjectNode bands = root.putObject("bands");
    bands.put("seed", summary.bandOfEffects().seed()).put("draws", summary.bandOfEffects().draws());
    bands.set("attgt", band(json, summary.bandOfEffects()));
    bands.set("event", band(json, summary.bandOfEvents()));
    bands.set("group", band(json, summary.bandOfGroups()));
    bands.set("calendar", band(json, summary.bandOfCalendar()));
    if (answer.sensitivity() != null) {
      root.set("sensitivity", SensitivityJson.of(answer.sensitivity(), answer.pretests()));
    }
    Diagnosis diagnosis = answer.diagnosis();
    if (diagnosis == null) {
      return root;
    }
    root.set("leads", rows(diagnosis.leads()).jsonRows());
    root.set("pretrends", json.valueToTree(diagnosis.pretrends()));
    root.set("randomization", json.valueToTree(diagnosis.randomization()));
    root.set("forbidden", json.valueToTree(diagnosis.forbidden()));
    boolean hasError = !answer.lone().areUnderOverall();
    root.put("minimumDetectable", hasError ? diagnosis.detectable() : null);
    root.set("groupsWithoutError", json.valueToTree(answer.lone().groups()));
    root.put("estimatorsDisagree", diagnosis.estimatorsDisagree());
    return root;
  }

  private ObjectNode sample(ObjectMapper json) {
    GroupTimeSample used = summary.effects().sample();
    ObjectNode sample =
        json.createObjectNode()
            .put("rows", file.rows())
            .put("incompleteRows", file.incomplete())
            .put("units", used.unitCount())
            .put("times", used.timeCount())
            .put("clusters", answer.clusters().count())
            .put("comparisonGroup", used.comparisonGroup());
    ArrayNode thin = sample.putArray("thinTimes");
    file.thin()
        .forEach(
            (time, units) ->
                thin.addObject()
                    .put("time", time)
                    .put("units", units)
                    .put("dropped", file.dropped()));
    sample.set("groups", json.valueToTree(used.groups()));
    ArrayNode dropped = sample.putArray("dropped");
    for (Exclusion exclusion : used.exclusions()) {
      dropped
          .addObject()
          .put("reason", exclusion.reason().name())
          .put("count", exclusion.units().size())
          .set("units", json.valueToTree(exclusion.units()));
    }
    return sample;
  }

  private @Nullable ObjectNode overall(ObjectMapper json, @Nullable Estimate estimate) {
    if (estimate == null) {
      return null;
    }
    double error = estimate.standardError(answer.clusters());
    return json.createObjectNode()
        .put("estimate", estimate.value())
        .put("se", error > 0 && !answer.lone().areUnderOverall() ? error : null);
  }

  private static ObjectNode band(ObjectMapper json, UniformBand band) {
    ObjectNode node =
        json.createObjectNode()
            .put("critical", band.critical())
            .put("unreliable", band.isUnreliable());
    node.set("bootstrapErrors", json.valueToTree(band.errors()));
    return node;
  }
}
