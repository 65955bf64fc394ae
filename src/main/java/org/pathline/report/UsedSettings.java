package org.pathline.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.pathline.domain.pathway.Settings;

/**
 * Which settings an answer rests on, and who still stands under others.
 *
 * @param elsewhere students under other settings, whom the answer does not hold
 */
record UsedSettings(Settings settings, long elsewhere) {
  List<String> notes() {
    String derived = "derived with " + settings;
    return elsewhere == 0
        ? List.of(derived)
        : List.of(
            derived,
            "INCOMPLETE: "
                + elsewhere
                + " students stand under other settings until `pathline run --until-caught-up`"
                + " finishes");
  }

  /** Adds the settings to an object. */
  static void put(ObjectNode object, Settings settings) {
    object
        .putObject("settings")
        .put("anchorGrade", settings.anchorGrade())
        .put("stemList", settings.stemList());
  }
}
