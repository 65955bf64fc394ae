package org.pathline.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.junit.jupiter.api.Test;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.outcome.Contribution;
import org.pathline.domain.pathway.Pathway;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.sorting.Seating;
import org.pathline.events.OutcomeCell;
import org.pathline.oracle.Histories;
import org.pathline.streams.registry.WireFormat;
import org.pathline.streams.wire.CellRecord;
import org.pathline.streams.wire.PathwayRecord;

/** What is read of a published record is what the domain says of the thing itself. */
@AddLifecycleHook(Effort.class)
class RecordsTest {
  private static final int STUDENTS = 12;
  private static final CellKey KEY =
      new CellKey(
          Settings.DEFAULT,
          "D1",
          "S1",
          2011,
          Subject.MATHEMATICS,
          RaceEthnicity.WHITE,
          Indicator.NO,
          PriorAchievement.HIGH);

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void aPublishedPathwayContributesAndSitsAsThePathwayDoes(@ForAll long seed) {
    PathwayRecord record = new PathwayRecord(1, 2);
    for (Pathway pathway : pathways(seed)) {
      org.pathline.events.Pathway published = pathway(record.encode(pathway));
      assertThat(PathwayRecord.contribution(published)).isEqualTo(Contribution.of(pathway));
      assertThat(PathwayRecord.seatings(published)).isEqualTo(seatings(pathway));
    }
  }

  @Test
  void thePathwaysOfAFewHistoriesHaveAllThatMattersToThem() {
    Set<Boolean> anchored = new HashSet<>();
    Set<Boolean> pointed = new HashSet<>();
    Set<Boolean> seated = new HashSet<>();
    for (long seed = 1; seed <= 60; seed++) {
      for (Pathway pathway : pathways(seed)) {
        anchored.add(pathway.anchor() != null);
        pointed.add(Contribution.of(pathway).gradePoints() != null);
        seated.add(!seatings(pathway).isEmpty());
      }
    }
    assertThat(List.of(anchored, pointed, seated)).allMatch(both -> both.size() == 2);
  }

  private static Iterable<Pathway> pathways(long seed) {
    Settings settings = RealLists.settings(seed);
    List<Fact> facts = Histories.of(seed, STUDENTS, RealLists.vocabulary(settings)).delivery();
    return World.of(settings, facts).pathways().values();
  }

  private static List<Seating> seatings(Pathway pathway) {
    return Seating.of(
        pathway.rosters(),
        pathway.percentiles(),
        pathway.raceEthnicity(),
        pathway.economicallyDisadvantaged());
  }

  private static org.pathline.events.Pathway pathway(byte[] value) {
    try {
      return new SpecificDatumReader<org.pathline.events.Pathway>(
              org.pathline.events.Pathway.getClassSchema())
          .read(
              null,
              DecoderFactory.get()
                  .binaryDecoder(value, WireFormat.HEADER, value.length - WireFormat.HEADER, null));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void aPublishedCellReadsBackAsTheCell(@ForAll long seed) throws IOException {
    CellSums sums = new CellSums();
    for (Pathway pathway : pathways(seed)) {
      sums.add(Contribution.of(pathway), 1);
    }
    assertThat(CellRecord.read(sent(CellRecord.of(KEY, sums)))).isEqualTo(new Cell(KEY, sums));
  }

  /** A sum of squares of nineteen digits and more is nothing that a double could hold. */
  @Test
  void sumsThatADoubleWouldRoundArriveToTheirLastDigit() throws IOException {
    BigInteger points = new BigInteger("123456789012345678901");
    BigInteger squares = new BigInteger("12345678901234567890123456789012345");
    CellSums sums = new CellSums(new long[CellSums.COUNTS], points, squares);
    OutcomeCell record = sent(CellRecord.of(KEY, sums));
    assertThat(new BigDecimal(record.getGradePointsSum())).isNotEqualByComparingTo(points(points));
    assertThat(record.getExactGradePointsSum()).isEqualByComparingTo(points(points));
    assertThat(CellRecord.read(record).sums()).isEqualTo(sums);
    // A cell of a release before has the doubles only.
    record.setExactGradePointsSum(null);
    record.setExactGradePointsSumOfSquares(null);
    CellSums rounded = CellRecord.read(record).sums();
    assertThat(rounded).isNotEqualTo(sums);
    assertThat(points(rounded.gradePoints()).doubleValue()).isEqualTo(record.getGradePointsSum());
  }

  private static BigDecimal points(BigInteger whole) {
    return new BigDecimal(whole, 9);
  }

  private static OutcomeCell sent(OutcomeCell record) throws IOException {
    return OutcomeCell.fromByteBuffer(record.toByteBuffer());
  }
}
