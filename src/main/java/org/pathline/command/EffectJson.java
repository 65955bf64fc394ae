package org.pathline.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.pathline.domain.effect.answer.EffectRow;
import org.pathline.domain.statistics.Interval;

/** Rows of effects as JSON, under the names of the CSV columns. */
final class EffectJson {
  private EffectJson() {}

  static ObjectNode row(ObjectMapper json, EffectRow row) {
    ObjectNode node =
        json.createObjectNode()
            .put("estimator", row.estimator().label())
            .put("type", row.type().label())
            .put("group", row.group())
            .put("time", row.time())
            .put("estimate", row.estimate())
            .put("se", row.standardError());
    bounds(node, "low", "high", row.interval());
    bounds(node, "bandLow", "bandHigh", row.band());
    return node;
  }

  private static void bounds(ObjectNode node, String low, String high, Interval interval) {
    node.put(low, interval == null ? null : Double.valueOf(interval.low()));
    node.put(high, interval == null ? null : Double.valueOf(interval.high()));
  }
}
