package org.pathline.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Codes as Ed-Fi writes them: a namespace, the descriptor, and the code. */
final class EdFiDescriptors {
  /** Namespace of the state's own codes and assessments. */
  static final String STATE = "uri://simulated.example/";

  private static final String ED_FI = "uri://ed-fi.org/";

  private static final String[] GRADES =
      ("First Second Third Fourth Fifth Sixth Seventh Eighth" + " Ninth Tenth Eleventh Twelfth")
          .split(" ");

  private EdFiDescriptors() {}

  /** A code of Ed-Fi's. */
  static String edFi(String descriptor, String code) {
    return ED_FI + descriptor + "#" + code;
  }

  /** Puts a code of Ed-Fi's where its descriptor belongs. */
  static ObjectNode put(ObjectNode node, String descriptor, String code) {
    String field = Character.toLowerCase(descriptor.charAt(0)) + descriptor.substring(1);
    return node.put(field, edFi(descriptor, code));
  }

  /** A code of the state's own. */
  static String ofState(String descriptor, String code) {
    return STATE + descriptor + "#" + code;
  }

  static String gradeLevel(String level) {
    int number = SimulatedStays.number(level);
    return edFi(
        "GradeLevelDescriptor", number == 0 ? "Kindergarten" : GRADES[number - 1] + " grade");
  }
}
