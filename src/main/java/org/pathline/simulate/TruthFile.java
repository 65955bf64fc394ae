package org.pathline.simulate;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import org.pathline.domain.fact.FactType;

/**
 * The counts that a correct run must come to, as {@code truth.json}.
 *
 * <p>For anchor grade 8 in mathematics and the STEM list {@code dhs-2024-07-22}. Each outcome of a
 * group is {@code [eligible, observed, attained]}; {@code members} are the anchored ones.
 */
final class TruthFile {
  static final String NAME = "truth.json";
  private static final int POINT_DIGITS = 9;

  private final JsonGenerator json;

  private TruthFile(JsonGenerator json) {
    this.json = json;
  }

  static void write(Path directory, Parameters parameters, SimulatedState world, Summary summary)
      throws IOException {
    try (JsonGenerator json =
        new JsonFactory().createGenerator(Files.newBufferedWriter(directory.resolve(NAME)))) {
      json.writeStartObject();
      TruthFile file = new TruthFile(json);
      file.parameters(parameters, world);
      file.rows(summary);
      file.totals(summary.tally());
      file.groups(summary.tally());
      file.rosters(summary.tally().rosters);
      file.effect(parameters, summary.tally());
      json.writeEndObject();
      json.writeRaw('\n');
    }
  }

  private void parameters(Parameters parameters, SimulatedState world) throws IOException {
    json.writeObjectFieldStart("parameters");
    json.writeNumberField("students", parameters.students());
    json.writeNumberField("seed", parameters.seed());
    json.writeNumberField("districts", world.districtCount());
    json.writeNumberField("effect", parameters.effect());
    json.writeBooleanField("clean", parameters.clean());
    json.writeNumberField("schools", world.schools().size());
    json.writeNumberField("firstAnchorYear", world.firstAnchorYear());
    json.writeNumberField("lastAnchorYear", SimulatedState.LAST_ANCHOR_YEAR);
    json.writeEndObject();
    json.writeNumberField("anchorGrade", 8);
    json.writeStringField("subject", "MATHEMATICS");
    json.writeStringField("stemList", "dhs-2024-07-22");
  }

  private void rows(Summary summary) throws IOException {
    json.writeObjectFieldStart("rows");
    for (Map.Entry<FactType, Long> entry : summary.rows().entrySet()) {
      json.writeNumberField(CsvFiles.name(entry.getKey()), entry.getValue());
    }
    json.writeEndObject();
    json.writeNumberField("badRows", 0);
    for (Mess mess : Mess.values()) {
      json.writeNumberField(mess.json(), summary.count(mess));
    }
  }

  private void totals(Tally tally) throws IOException {
    json.writeNumberField("students", tally.students);
    json.writeObjectFieldStart("milestones");
    for (int i = 0; i < tally.milestones.length; i++) {
      json.writeNumberField(Account.MILESTONES.get(i), tally.milestones[i]);
    }
    json.writeNumberField("UNANCHORED", tally.all.unanchored);
    json.writeEndObject();
    json.writeObjectFieldStart("firstAcceleration");
    for (Map.Entry<String, Long> entry : tally.channels.entrySet()) {
      json.writeNumberField(entry.getKey(), entry.getValue());
    }
    json.writeEndObject();
    json.writeObjectFieldStart("all");
    cell(tally.all);
    json.writeEndObject();
  }

  private void groups(Tally tally) throws IOException {
    groups(
        "raceEthnicityByPriorAchievement",
        "raceEthnicity",
        "priorAchievement",
        tally.byRaceAndPrior);
    groups("schoolByAnchorYear", "schoolId", "anchorYear", tally.bySchoolAndYear);
  }

  private void groups(String name, String first, String second, Map<String, Tally.Cell> cells)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (Map.Entry<String, Tally.Cell> entry : cells.entrySet()) {
      int bar = entry.getKey().indexOf('|');
      String value = entry.getKey().substring(bar + 1);
      json.writeRaw('\n');
      json.writeStartObject();
      json.writeStringField(first, entry.getKey().substring(0, bar));
      if (second.equals("anchorYear")) {
        json.writeNumberField(second, Integer.parseInt(value));
      } else {
        json.writeStringField(second, value);
      }
      cell(entry.getValue());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void rosters(RosterTally tally) throws IOException {
    json.writeStringField(
        "rostersMeaning",
        "mathematics sections of two schools: students, of these with a percentile of the grade"
            + " before, the sum of these in thousandths, and of their squares");
    json.writeArrayFieldStart("rosters");
    for (Map.Entry<RosterTally.Roster, SortedMap<String, RosterTally.Section>> entry :
        tally.rosters.entrySet()) {
      json.writeRaw('\n');
      json.writeStartObject();
      json.writeStringField("schoolId", entry.getKey().schoolId());
      json.writeNumberField("schoolYear", entry.getKey().schoolYear());
      json.writeStringField("gradeLevel", entry.getKey().gradeLevel());
      json.writeObjectFieldStart("sections");
      for (Map.Entry<String, RosterTally.Section> section : entry.getValue().entrySet()) {
        RosterTally.Section sums = section.getValue();
        json.writeFieldName(section.getKey());
        json.writeArray(
            new long[] {sums.students, sums.scored, sums.percentiles, sums.squares}, 0, 4);
      }
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  private void cell(Tally.Cell cell) throws IOException {
    json.writeNumberField("members", cell.members);
    json.writeNumberField("unanchored", cell.unanchored);
    json.writeObjectFieldStart("outcomes");
    for (int i = 0; i < cell.eligible.length; i++) {
      json.writeFieldName(Account.OUTCOMES.get(i));
      json.writeArray(new long[] {cell.eligible[i], cell.observed[i], cell.attained[i]}, 0, 3);
    }
    json.writeEndObject();
    json.writeStringField("gradePointsSum", decimal(cell.pointNanos, POINT_DIGITS));
    json.writeStringField(
        "gradePointsSumOfSquares", decimal(cell.pointNanoSquares, 2 * POINT_DIGITS));
  }

  private static String decimal(BigInteger units, int digits) {
    return new BigDecimal(units, digits).toPlainString();
  }

  /** The true effect, beside the comparison of regimes that misleads. */
  private void effect(Parameters parameters, Tally tally) throws IOException {
    json.writeObjectFieldStart("effect");
    json.writeStringField(
        "meaning",
        "de-tracked anchor school and year: change in the probability of choosing a STEM major by"
            + " h(2) of HIGH students whose family cannot buy courses; gain in mathematics grade"
            + " points in grades 8 to 10 of LOW students; no Algebra I in grade 8 at school");
    json.writeNumberField("stemEntryOfHighWhoCannotBuy", parameters.effect());
    json.writeNumberField("gradePointsOfLow", Parameters.LOW_GRADE_GAIN);
    effect("treatedHighWhoCannotBuy", tally.treatedAffected);
    effect("treated", tally.treated);
    effect("untreated", tally.untreated);
    double naive = rate(tally.treated) - rate(tally.untreated);
    json.writeNumberField("naiveDifferenceOfRegimes", round(naive));
    json.writeStringField(
        "naiveDifferenceMeaning",
        "treated minus untreated students who chose STEM; not an effect, since richer schools"
            + " with more STEM entry de-track");
    json.writeEndObject();
  }

  private void effect(String name, Tally.EffectSum sum) throws IOException {
    json.writeObjectFieldStart(name);
    json.writeNumberField("students", sum.students);
    json.writeNumberField("choseStem", sum.choseStem);
    json.writeNumberField("wouldHaveWithoutPolicy", sum.wouldHaveChosenStem);
    double difference = (double) (sum.choseStem - sum.wouldHaveChosenStem) / sum.students;
    json.writeNumberField("effect", sum.students == 0 ? 0 : round(difference));
    json.writeEndObject();
  }

  private static double rate(Tally.EffectSum sum) {
    return sum.students == 0 ? 0 : (double) sum.choseStem / sum.students;
  }

  private static double round(double rate) {
    return Math.round(rate * 1e6) / 1e6;
  }
}
