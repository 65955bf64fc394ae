package org.pathline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pathline.ask.panel.PanelColumns;
import org.pathline.ask.panel.PanelFile;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.answer.Diagnosis;
import org.pathline.domain.effect.answer.Figure;
import org.pathline.domain.effect.answer.LoneUnits;
import org.pathline.domain.effect.answer.PanelAnswer;
import org.pathline.domain.effect.grouptime.Exclusion;
import org.pathline.domain.effect.grouptime.GroupTimeSample;
import org.pathline.domain.effect.grouptime.PlaceboTest;
import org.pathline.domain.effect.grouptime.RefusedEffect;
import org.pathline.domain.effect.sensitivity.Sensitivity;

/** What is said below the answer of a panel: its sample, what is left out, and what to doubt. */
record PanelNotes(PanelColumns columns, PanelFile file, PanelAnswer answer) {
  private static final int MOST_SHOWN = 6;
  private static final int MOST_NAMED = 5;

  /** When the units of a panel adopt, beside the times at which they are observed. */
  static String adoptions(Panel panel) {
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

  List<String> all() {
    List<String> notes = new ArrayList<>();
    GroupTimeSample sample = answer.summary().effects().sample();
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
    if (!file.incompleteUnits().isEmpty()) {
      notes.add(
          file.incompleteUnits().size()
              + " units left out: a value is missing at each of their times ("
              + named(file.incompleteUnits())
              + ")");
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
    for (RefusedEffect refused : answer.summary().effects().refused()) {
      notes.add(
          String.format(
              Locale.ROOT,
              "no effect of group %d at %d: %s",
              refused.group(),
              refused.time(),
              refused.refusal().text()));
    }
    notes.addAll(lone());
    notes.add(placebo(answer.summary().placebo()));
    notes.addAll(diagnosis());
    if (answer.summary().bandOfEffects().isUnreliable()) {
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
        "effects of one "
            + (columns.cluster() == null ? "unit" : columns.cluster())
            + ", or against one, have no error: those of the groups of "
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
}
