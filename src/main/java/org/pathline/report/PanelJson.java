package org.pathline.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.pathline.ask.panel.PanelColumns;
import org.pathline.ask.panel.PanelFile;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.UniformBand;
import org.pathline.domain.effect.answer.Diagnosis;
import org.pathline.domain.effect.answer.EffectRow;
import org.pathline.domain.effect.answer.EffectRow.Estimator;
import org.pathline.domain.effect.answer.EffectRow.Type;
import org.pathline.domain.effect.answer.PanelAnswer;
import org.pathline.domain.effect.grouptime.Exclusion;
import org.pathline.domain.effect.grouptime.GroupTimeSample;
import org.pathline.domain.effect.grouptime.PlaceboTest;
import org.pathline.domain.effect.grouptime.RefusedEffect;

/** Everything that is known of a panel, as JSON. */
record PanelJson(PanelColumns columns, PanelFile file, PanelAnswer answer) {
  private static final ObjectMapper JSON = new ObjectMapper();

  ObjectNode all() {
    ObjectNode root = JSON.createObjectNode();
    root.put("outcome", columns.outcome()).put("subgroup", PanelReport.ALL);
    Specification used = answer.summary().effects().specification();
    root.putObject("specification")
        .put("comparison", used.comparison().name())
        .put("base", used.base().name())
        .put("method", used.method().name())
        .put("anticipation", used.anticipation())
        .put("weight", columns.weight())
        .put("cluster", columns.cluster() == null ? columns.unit() : columns.cluster())
        .set("covariates", JSON.valueToTree(columns.covariates()));
    root.set("sample", sample());
    root.set("rows", PanelReport.rows(columns, answer.rows()).jsonRows());
    ArrayNode refused = root.putArray("refused");
    for (RefusedEffect effect : answer.summary().effects().refused()) {
      refused
          .addObject()
          .put("group", effect.group())
          .put("time", effect.time())
          .put("reason", effect.refusal().name())
          .put("text", effect.refusal().text());
    }
    ObjectNode overall = root.putObject("overall");
    overall.set("simple", overall(answer.summary().overall()));
    overall.set("event", overall(answer.summary().means().overallEvent()));
    overall.set("group", overall(answer.summary().means().overallGroup()));
    overall.set("calendar", overall(answer.summary().means().overallCalendar()));
    PlaceboTest test = answer.summary().placebo();
    if (test != null) {
      root.putObject("placeboTest")
          .put("W", test.statistic())
          .put("df", test.degrees())
          .put("p", test.p())
          .put("computable", test.statistic() != null);
    }
    ObjectNode bands = root.putObject("bands");
    bands
        .put("seed", answer.summary().bandOfEffects().seed())
        .put("draws", answer.summary().bandOfEffects().draws());
    bands.set("attgt", band(Type.ATTGT, answer.summary().bandOfEffects()));
    bands.set("event", band(Type.EVENT, answer.summary().bandOfEvents()));
    bands.set("group", band(Type.GROUP, answer.summary().bandOfGroups()));
    bands.set("calendar", band(Type.CALENDAR, answer.summary().bandOfCalendar()));
    if (answer.sensitivity() != null) {
      root.set("sensitivity", SensitivityJson.of(answer.sensitivity(), answer.pretests()));
    }
    Diagnosis diagnosis = answer.diagnosis();
    if (diagnosis == null) {
      return root;
    }
    root.set("leads", PanelReport.rows(columns, answer.leads()).jsonRows());
    root.set("pretrends", JSON.valueToTree(diagnosis.pretrends()));
    root.set("randomization", JSON.valueToTree(diagnosis.randomization()));
    root.set("forbidden", JSON.valueToTree(diagnosis.forbidden()));
    boolean hasError = !answer.lone().areUnderOverall();
    root.put("minimumDetectable", hasError ? diagnosis.detectable() : null);
    root.set("groupsWithoutError", JSON.valueToTree(answer.lone().groups()));
    root.put("estimatorsDisagree", diagnosis.estimatorsDisagree());
    return root;
  }

  private ObjectNode sample() {
    GroupTimeSample used = answer.summary().effects().sample();
    ObjectNode sample =
        JSON.createObjectNode()
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
    sample.set("groups", JSON.valueToTree(used.groups()));
    ArrayNode dropped = sample.putArray("dropped");
    if (!file.incompleteUnits().isEmpty()) {
      dropped
          .addObject()
          .put("reason", "NO_COMPLETE_ROW")
          .put("count", file.incompleteUnits().size())
          .set("units", JSON.valueToTree(file.incompleteUnits()));
    }
    for (Exclusion exclusion : used.exclusions()) {
      dropped
          .addObject()
          .put("reason", exclusion.reason().name())
          .put("count", exclusion.units().size())
          .set("units", JSON.valueToTree(exclusion.units()));
    }
    return sample;
  }

  private @Nullable ObjectNode overall(@Nullable Estimate estimate) {
    if (estimate == null) {
      return null;
    }
    double error = estimate.standardError(answer.clusters());
    return JSON.createObjectNode()
        .put("estimate", estimate.value())
        .put("se", error > 0 && !answer.lone().areUnderOverall() ? error : null);
  }

  /** A band, with the errors of those of its rows that have one. */
  private ObjectNode band(Type type, UniformBand band) {
    ObjectNode node =
        JSON.createObjectNode()
            .put("critical", band.critical())
            .put("unreliable", band.isUnreliable());
    ArrayNode errors = node.putArray("bootstrapErrors");
    int place = 0;
    for (EffectRow row : answer.rows()) {
      if (row.estimator() == Estimator.CS && row.type() == type) {
        Double error = band.errors().get(place++);
        errors.add(row.standardError() == null ? null : error);
      }
    }
    return node;
  }
}
