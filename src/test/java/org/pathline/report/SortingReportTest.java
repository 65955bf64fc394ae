package org.pathline.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathline.events.DeclaredRegime;
import org.pathline.events.SegregatedGroup;
import org.pathline.events.Sorting;
import org.pathline.events.SortingFlag;
import org.pathline.events.Subject;

class SortingReportTest {
  private static final Sorting ROW =
      Sorting.newBuilder()
          .setDistrictId("D1")
          .setSchoolId("North, upper")
          .setSchoolYear(2011)
          .setGradeLevel("08")
          .setSubject(Subject.MATHEMATICS)
          .setSections(3)
          .setN(75)
          .setScored(50)
          .setScoredSections(3)
          .setScoredShare(2 / 3.0)
          .setEta2(1 / 3.0)
          .setEta2Random(2 / 49.0)
          .setOmega2(0.3)
          .setRaceEthnicity(List.of(new SegregatedGroup("WHITE", 40L, 0.25, null)))
          .setTheilRaceEthnicity(1e-7)
          .setEconomicallyDisadvantaged(List.of())
          .setWithinSectionSd(27.0625)
          .setAdvancedShare(0.5)
          .setRegime(DeclaredRegime.DETRACKED)
          .setPolicyId("P1")
          .setDeFactoTrackedFrom(0.2)
          .setFlags(List.of(SortingFlag.DE_FACTO_TRACKED, SortingFlag.SCORES_MISSING))
          .build();

  @Test
  void csvKeepsEveryDigitAndLeavesWhatIsUndefinedEmpty() throws Exception {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    SortingReport.of(List.of(ROW)).csv(new PrintWriter(out), new PrintWriter(err));
    assertThat(out.toString().lines().skip(1))
        .containsExactly(
            "D1,\"North, upper\",2011,08,MATHEMATICS,3,75,50,0.3333333333333333,"
                + "0.04081632653061224,0.3,,0.00000010,,,27.0625,0.5,DETRACKED,"
                + "DE_FACTO_TRACKED|SCORES_MISSING");
    assertThat(err.toString()).contains("omega2 of at least 0.2");
  }

  @Test
  void aTableIsReadableAndExplainsItsFlags() {
    StringWriter out = new StringWriter();
    SortingReport.of(List.of(ROW)).table(new PrintWriter(out, true));
    assertThat(out.toString().lines().map(line -> line.replaceAll(" +", " ")))
        .contains(
            "district school year grade subject sections n scored eta2 random omega2 V race H race"
                + " V income H income SD advanced regime flag",
            "D1 North, upper 2011 08 MATHEMATICS 3 75 50 0.333 0.041 0.300 - 0.000 - - 27.1 0.500"
                + " DETRACKED DE_FACTO_TRACKED|SCORES_MISSING")
        .anyMatch(line -> line.startsWith("# SCORES_MISSING"));
  }

  @Test
  void jsonHasEveryFieldOfTheRecord() throws Exception {
    StringWriter out = new StringWriter();
    SortingReport.of(List.of(ROW))
        .print(AnswerFormat.json, new PrintWriter(out), new PrintWriter(out));
    JsonNode row = new ObjectMapper().readTree(out.toString()).at("/rows/0");
    assertThat(row).hasSameSizeAs(Sorting.getClassSchema().getFields());
    assertThat(row.at("/raceEthnicity/0/varianceRatio").doubleValue()).isEqualTo(0.25);
    assertThat(row.at("/raceEthnicity/0/dissimilarity").isNull()).isTrue();
    assertThat(row.get("flags")).hasSize(2);
    assertThat(row.get("epsilon2").isNull()).isTrue();
  }
}
