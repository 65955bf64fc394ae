package org.pathline.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.pathline.Main;
import picocli.CommandLine;

/** What is wrong with a question is said before any cluster is asked. */
class OutcomesUsageTest {
  private static String errorOf(String... arguments) {
    StringWriter err = new StringWriter();
    CommandLine line = Main.commandLine().setErr(new PrintWriter(err));
    assertThat(line.execute(arguments)).as(err.toString()).isEqualTo(2);
    return err.toString();
  }

  @Test
  void anUnknownOutcomeIsAnsweredWithThoseThereAre() {
    assertThat(errorOf("outcomes", "--outcome", "stemEntry3"))
        .contains("no outcome 'stemEntry3'")
        .contains("stemEntry2 stemEntry6")
        .contains(" all");
  }

  @Test
  void anUnknownDimensionIsAnsweredWithThoseThereAre() {
    assertThat(errorOf("outcomes", "--by", "raceEthnicity,race"))
        .contains("no dimension 'race'")
        .contains("districtId schoolId anchorYear");
    assertThat(errorOf("outcomes", "--where", "school=S1")).contains("no dimension 'school'");
  }

  @Test
  void aValueOutsideTheVocabularyIsAnsweredWithTheVocabulary() {
    assertThat(errorOf("outcomes", "--where", "priorAchievement=low"))
        .contains("'low' is none of LOW MIDDLE HIGH UNKNOWN");
    assertThat(errorOf("outcomes", "--where", "anchorYear=2014-15")).contains("is no year");
    assertThat(errorOf("outcomes", "--where", "schoolId")).contains("DIM=VALUE");
  }

  @Test
  void settingsThatCannotBeAreRefused() {
    assertThat(errorOf("outcomes", "--stem-list", "mine")).contains("dhs-2024-07-22");
    assertThat(errorOf("milestones", "--anchor-grade", "13")).contains("1 to 12");
  }

  @Test
  void rostersThatCannotBeAreRefused() {
    assertThat(errorOf("sorting", "--grade", "13")).contains("'13' is none of PK, KG, 01 to 12");
    assertThat(errorOf("sorting", "--subject", "maths")).contains("MATHEMATICS");
    assertThat(errorOf("sorting", "--school-year", "2014-15")).contains("2014-15");
    assertThat(errorOf("run", "--de-facto-tracked", "2")).contains("at most 1");
  }

  @Test
  void aStudentNeedsAnId() {
    assertThat(errorOf("student")).contains("ID");
  }

  @Test
  void helpTeachesWithExamples() {
    for (String command : new String[] {"outcomes", "milestones", "student", "sorting"}) {
      StringWriter out = new StringWriter();
      CommandLine line = Main.commandLine().setOut(new PrintWriter(out));
      assertThat(line.execute(command, "--help")).isZero();
      assertThat(out.toString()).contains("Examples:").contains("pathline " + command);
    }
  }
}
