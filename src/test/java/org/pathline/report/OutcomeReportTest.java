package org.pathline.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pathline.ask.Dimension;
import org.pathline.ask.OutcomeQuestion;
import org.pathline.ask.OutcomeRow;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.statistics.Interval;

class OutcomeReportTest {
  private static final OutcomeQuestion QUESTION =
      new OutcomeQuestion(List.of(Outcome.STEM_ENTRY_2), List.of(Dimension.SCHOOL), Map.of());

  private static OutcomeRow row(String school, Double rate) {
    return new OutcomeRow(
        List.of(school),
        Outcome.STEM_ENTRY_2,
        3000,
        1,
        2999,
        1,
        rate,
        rate == null ? null : new Interval(rate / 2, 1));
  }

  private static Answer report(long elsewhere, OutcomeRow... rows) {
    return OutcomeReport.of(
        QUESTION, new OutcomeQuestion.Answer(Settings.DEFAULT, List.of(rows), 12, elsewhere));
  }

  @Test
  void csvKeepsEveryDigitQuotesWhatNeedsItAndLeavesUnknownRatesEmpty() throws Exception {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    report(0, row("North, upper", 1 / 3000.0), row("S2", null))
        .csv(new PrintWriter(out), new PrintWriter(err));
    assertThat(out.toString())
        .isEqualTo(
            """
            schoolId,outcome,members,censored,observed,attained,rate,low,high
            "North, upper",stemEntry2,3000,1,2999,1,0.0003333333333333333,0.00016666666666666666,1.0
            S2,stemEntry2,3000,1,2999,1,,,
            """);
    assertThat(Double.parseDouble("0.0003333333333333333")).isEqualTo(1 / 3000.0);
    assertThat(err.toString()).contains("# unanchored: 12 students");
  }

  @Test
  void aTableIsAligned() throws Exception {
    StringWriter out = new StringWriter();
    report(0, row("S1", 0.25), row("long name", null)).table(new PrintWriter(out, true));
    assertThat(out.toString().lines())
        .startsWith(
            "schoolId   outcome     members  censored  observed  attained   rate    low    high",
            "S1         stemEntry2     3000         1      2999         1  25.0%  12.5%  100.0%",
            "long name  stemEntry2     3000         1      2999         1      -      -       -");
  }

  @Test
  void anAnswerWhileOthersStandUnderOtherSettingsSaysThatItIsIncomplete() throws Exception {
    StringWriter out = new StringWriter();
    report(5, row("S1", 0.25)).table(new PrintWriter(out, true));
    assertThat(out.toString()).contains("# INCOMPLETE: 5 students stand under other settings");
    StringWriter complete = new StringWriter();
    report(0, row("S1", 0.25)).table(new PrintWriter(complete, true));
    assertThat(complete.toString()).doesNotContain("INCOMPLETE");
  }
}
