package org.pathline.oracle;

import java.util.Map;
import java.util.function.Predicate;
import org.pathline.domain.fact.FactOrder;

/**
 * What a naive recomputation is told beside the facts.
 *
 * @param anchorGrade grade at which students are anchored, 1 to 12
 * @param ladder rung of each course code on the mathematics ladder
 * @param stemListName name of the STEM list, carried along only
 * @param stemCip whether a CIP code in the form {@code 11.0701} is on the STEM list
 * @param stemSoc whether a SOC code in the form {@code 15-1252} is in a STEM group
 * @param encoding decides between versions of one millisecond
 */
public record NaiveSettings(
    int anchorGrade,
    Map<String, Integer> ladder,
    String stemListName,
    Predicate<String> stemCip,
    Predicate<String> stemSoc,
    FactOrder.Encoding encoding) {

  /** The same settings with another anchor grade. */
  public NaiveSettings withAnchorGrade(int grade) {
    return new NaiveSettings(grade, ladder, stemListName, stemCip, stemSoc, encoding);
  }
}
