package org.pathline.domain.effect.answer;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.UniformBand;
import org.pathline.domain.effect.answer.EffectRow.Estimator;
import org.pathline.domain.effect.answer.EffectRow.Type;
import org.pathline.domain.effect.grouptime.Aggregate;
import org.pathline.domain.effect.grouptime.GroupTimeEffect;
import org.pathline.domain.effect.grouptime.GroupTimeMeans;
import org.pathline.domain.effect.grouptime.GroupTimeSummary;

/** Group-time effects and their means as rows of an answer. */
public final class GroupTimeRows {
  private GroupTimeRows() {}

  /** All rows of a summary: effects, events, groups, calendar times, and the mean of all. */
  public static List<EffectRow> of(GroupTimeSummary summary, Clusters clusters) {
    List<EffectRow> rows = new ArrayList<>();
    for (GroupTimeEffect effect : summary.effects().effects()) {
      rows.add(
          row(
              Type.ATTGT,
              effect.group(),
              effect.time(),
              effect.estimate(),
              clusters,
              summary.bandOfEffects()));
    }
    GroupTimeMeans means = summary.means();
    for (Aggregate each : means.events()) {
      rows.add(
          row(Type.EVENT, null, each.key(), each.estimate(), clusters, summary.bandOfEvents()));
    }
    for (Aggregate each : means.groups()) {
      rows.add(
          row(Type.GROUP, each.key(), null, each.estimate(), clusters, summary.bandOfGroups()));
    }
    for (Aggregate each : means.calendar()) {
      rows.add(
          row(
              Type.CALENDAR,
              null,
              each.key(),
              each.estimate(),
              clusters,
              summary.bandOfCalendar()));
    }
    Estimate overall = summary.overall();
    if (overall != null) {
      rows.add(row(Type.OVERALL, null, null, overall, clusters, null));
    }
    return rows;
  }

  private static EffectRow row(
      Type type,
      @Nullable Integer group,
      @Nullable Integer time,
      Estimate estimate,
      Clusters clusters,
      @Nullable UniformBand band) {
    return EffectRow.of(Estimator.CS, type, group, time, estimate, clusters, band);
  }
}
