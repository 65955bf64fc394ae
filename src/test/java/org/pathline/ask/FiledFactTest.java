package org.pathline.ask;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathline.ask.FiledFact.Standing;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.Employment;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.Sex;
import org.pathline.domain.fact.StudentRecord;
import org.pathline.domain.pathway.FactVersions;
import org.pathline.streams.codec.FactCodec;

class FiledFactTest {
  private static final FactCodec CODEC = new FactCodec();

  private static Envelope envelope(String id, long recordedAt, boolean retracted) {
    return new Envelope(id, recordedAt, "district", retracted, null);
  }

  private static SchoolEnrollment stay(String id, long recordedAt, boolean retracted) {
    return new SchoolEnrollment(
        envelope(id, recordedAt, retracted),
        "D1",
        "S1",
        "08",
        LocalDate.of(2010, 8, 20),
        null,
        null);
  }

  private static final Fact WHO =
      new StudentRecord(
          envelope("a", 1, false), RaceEthnicity.BLACK, Sex.FEMALE, Indicator.YES, Indicator.NO);

  private static final Fact MARK =
      new CourseGrade(
          envelope("a", 1, false),
          "sec1",
          "S1",
          2011,
          "08",
          "02052",
          CourseLevel.H,
          "A-",
          null,
          null,
          null);

  private static FactVersions versions(Fact... facts) {
    return FactVersions.EMPTY.fold(List.of(facts), CODEC);
  }

  @Test
  void factsAreInOrderOfTheirEffectiveDatesWithTheStudentFirst() {
    assertThat(FiledFact.of(List.of(versions(MARK, stay("a", 9, false), WHO)), CODEC))
        .extracting(each -> each.line().when())
        .containsExactly("", "2010-08-20", "2010-11");
  }

  @Test
  void aRetractedFactIsKeptAsSuch() {
    assertThat(FiledFact.of(List.of(versions(WHO, stay("a", 2, true))), CODEC))
        .extracting(FiledFact::standing)
        .containsExactly(Standing.STANDS, Standing.RETRACTED);
  }

  @Test
  void aLaterVersionUnderAnotherIdReplaces() {
    List<FactVersions> received =
        List.of(versions(stay("a", 1, false)), versions(stay("b", 2, false)));
    assertThat(FiledFact.of(received, CODEC))
        .extracting(each -> each.fact().envelope().studentId(), FiledFact::standing)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("a", Standing.REPLACED),
            org.assertj.core.groups.Tuple.tuple("b", Standing.STANDS));
  }

  @Test
  void aFactSaysWhatAndWhere() {
    assertThat(FactLine.of(stay("a", 1, false)))
        .isEqualTo(
            new FactLine(
                LocalDate.of(2010, 8, 20), "2010-08-20", "grade 08", "school S1, district D1"));
    assertThat(FactLine.of(MARK).what())
        .isEqualTo("mark A-, course 02052 level H, grade 08, section sec1, term S1");
    FactLine job =
        FactLine.of(
            new Employment(envelope("a", 1, false), "E1", "2020Q3", "15-1252", null, 12000.0));
    assertThat(job.on()).isEqualTo(LocalDate.of(2020, 7, 1));
    assertThat(job.what()).isEqualTo("occupation 15-1252, industry not known, wages 12000.0");
  }
}
