package org.pathline.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.pathline.domain.effect.sensitivity.PretestPower;
import org.pathline.domain.effect.sensitivity.Sensitivity;
import org.pathline.domain.effect.sensitivity.Sensitivity.Target;
import org.pathline.streams.wire.EffectRecord;

/** What drift would make of effects, as JSON; the names are those of the published record. */
final class SensitivityJson {
  private static final ObjectMapper JSON = new ObjectMapper();

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
      ObjectNode node = targets.addObject().put("effect", name(each));
      node.setAll(RecordJson.of(EffectRecord.sensitivity(each)));
      node.set("pretest", JSON.valueToTree(pretests.get(i)));
    }
    return root;
  }

  /** What a target is called in columns and objects. */
  static String name(Target target) {
    String name = target.name();
    return name == null ? String.valueOf(target.event()) : name;
  }
}
