package org.pathline.domain.release;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pathline.domain.pathway.Outcome;

/**
 * Students with the same values of some dimensions.
 *
 * @param values values of the dimensions
 * @param members how many
 * @param observed of how many each outcome is known
 * @param attained how many attained it
 * @param points sum of their grade points in hundredths
 */
@SuppressWarnings("ArrayRecordComponent") // Added up, never compared.
public record Unit(
    List<String> values, long members, long[] observed, long[] attained, double points) {

  /** Students of whom no outcome is asked. */
  public static Unit of(List<String> values, long members) {
    return new Unit(values, members, new long[0], new long[0], 0);
  }

  /** Its values of some dimensions. */
  List<String> by(List<String> dimensions, List<String> wanted) {
    return wanted.stream().map(each -> values.get(dimensions.indexOf(each))).toList();
  }

  Unit at(List<String> others) {
    return new Unit(others, members, observed, attained, points);
  }

  Unit plus(Unit other) {
    return new Unit(
        values,
        members + other.members,
        plus(observed, other.observed),
        plus(attained, other.attained),
        points + other.points);
  }

  private static long[] plus(long[] one, long[] two) {
    long[] sum = one.clone();
    Arrays.setAll(sum, i -> one[i] + two[i]);
    return sum;
  }

  Group group(List<Outcome> outcomes) {
    List<Figures> figures = new ArrayList<>();
    for (int i = 0; i < outcomes.size(); i++) {
      boolean points = outcomes.get(i) == Outcome.GRADE_POINTS;
      figures.add(
          new Figures(
              observed[i],
              points ? null : Long.valueOf(attained[i]),
              null,
              points && observed[i] > 0
                  ? Long.valueOf(Math.round(this.points / observed[i]))
                  : null));
    }
    return new Group(values, members, figures);
  }
}
