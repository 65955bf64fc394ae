package org.pathline.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.pathline.domain.effect.sensitivity.PretestPower;
import org.pathline.domain.effect.sensitivity.Sensitivity;
import org.pathline.domain.effect.sensitivity.Sensitivity.Robust;
import org.pathline.domain.effect.sensitivity.Sensitivity.Target;
import org.pathline.domain.statistics.Interval;

/** What drift would make of effects, as JSON; the names are those of the published record. */
final class SensitivityJson {
  private SensitivityJson() {}

  /**
   * An object with all targets.
   *
   * @param pretests of each target, in the same order
   */
  static ObjectNode of(Sensitivity sensitivity, List<List<PretestPower>> pretests) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    root.put("plausibleM", sensitivity.plausibleBend());
    ArrayNode targets = root.putArray("targets");
    for (int i = 0; i < sensitivity.targets().size(); i++) {
      Target each = sensitivity.targets().get(i);
      ObjectNode node = targets.addObject();
      node.put("effect", name(each));
      node.put("event", each.event());
      node.put("estimate", each.estimate());
      node.put("se", each.standardError());
      node.put("breakdownMbar", each.breakdownMultiple());
      node.put("breakdownM", each.breakdownBend());
      robust(node.putArray("byMbar"), each.byMultiple());
      robust(node.putArray("byM"), each.byBend());
      ArrayNode points = node.putArray("pretest");
      for (PretestPower point : pretests.get(i)) {
        points
            .addObject()
            .put("power", point.power())
            .put("slope", point.slope())
            .put("drift", point.drift())
            .put("afterPassing", point.afterPassing());
      }
    }
    return root;
  }

  /** What a target is called in columns and objects. */
  static String name(Target target) {
    String name = target.name();
    return name == null ? String.valueOf(target.event()) : name;
  }

  private static void robust(ArrayNode array, List<Robust> intervals) {
    for (Robust each : intervals) {
      array
          .addObject()
          .put("bound", each.bound())
          .put("low", Interval.low(each.interval()))
          .put("high", Interval.high(each.interval()));
    }
  }
}
