package org.pathline.streams.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.confluent.kafka.schemaregistry.avro.AvroSchema;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Random;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.reference.StemList;
import org.pathline.events.OutcomeCell;
import org.pathline.events.OutcomeCount;
import org.pathline.events.OutcomeName;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.codec.CellBody;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.UndecodableException;
import org.pathline.streams.registry.WireFormat;

/** Cells that are read without Avro's records are those that are read with them. */
class CellReaderTest {
  private static final long SEED = Long.getLong("seed", 13);
  private static final Schema SCHEMA = TopicCatalogue.OUTCOME_CELLS.schema();

  private final MockSchemaRegistryClient registry = new MockSchemaRegistryClient();
  private final WireFormat wireFormat = new WireFormat(new ContractSchemas(registry));
  private final CellReader reader = new CellReader(wireFormat);
  private final CellBody body = new CellBody();
  private final Random random = new Random(SEED);
  private final int schemaId = register(SCHEMA);

  private int register(Schema schema) {
    try {
      return registry.register(TopicCatalogue.OUTCOME_CELLS.name(), new AvroSchema(schema));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void anyCellReadsBackAsItIs() {
    for (int i = 0; i < 5_000; i++) {
      Cell cell = cell();
      byte[] value = value(cell);
      assertThat(plain(value)).as("seed %d", SEED).isEqualTo(cell);
      assertThat(reader.read(value)).isEqualTo(cell);
    }
  }

  /** Whatever the bytes: what is read at once is what is read with care, and no more than that. */
  @Test
  void brokenBytesAreNoOtherCellThanTheyAreForAvro() {
    int read = 0;
    int refused = 0;
    for (int i = 0; i < 20_000; i++) {
      byte[] value = value(cell());
      for (int times = random.nextInt(3); times >= 0; times--) {
        value[WireFormat.HEADER + random.nextInt(value.length - WireFormat.HEADER)] =
            (byte) random.nextInt();
      }
      if (random.nextInt(4) == 0) {
        int longer = random.nextInt(4) - 2;
        value = Arrays.copyOf(value, Math.max(WireFormat.HEADER + 1, value.length + longer));
      }
      Cell atOnce = plain(value);
      Cell careful = careful(value);
      if (atOnce != null) {
        assertThat(atOnce).as("seed %d, cell %d", SEED, i).isEqualTo(careful);
      }
      read += atOnce == null ? 0 : 1;
      refused += careful == null ? 1 : 0;
    }
    assertThat(read).isGreaterThan(1_000);
    assertThat(refused).isGreaterThan(1_000);
  }

  @Test
  void whatIsNotPlainIsReadWithCare() {
    // A writer of a release before had the doubles only.
    OutcomeCell before = CellRecord.of(cell().key(), new CellSums());
    before.setExactGradePointsSum(null);
    before.setExactGradePointsSumOfSquares(null);
    byte[] value = WireFormat.value(schemaId, before);
    assertThat(plain(value)).isNull();
    assertThat(reader.read(value)).isEqualTo(CellRecord.read(before));
    // An outcome of a release to come is left out.
    OutcomeCell after = CellRecord.of(cell().key(), new CellSums());
    after.getOutcomes().add(new OutcomeCount(OutcomeName.unknown, 9L, 9L, 9L));
    assertThat(reader.read(WireFormat.value(schemaId, after))).isEqualTo(CellRecord.read(after));
  }

  @Test
  void anUnknownListAndBytesOfAnythingElseAreRefused() {
    OutcomeCell cell = CellRecord.of(cell().key(), new CellSums());
    cell.getSettings().setStemList("none");
    assertThatThrownBy(() -> reader.read(WireFormat.value(schemaId, cell)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("none");
    byte[] value = value(cell());
    assertThatThrownBy(() -> reader.read(Arrays.copyOf(value, value.length - 1)))
        .isInstanceOf(UndecodableException.class);
  }

  /** Read from within more bytes, which mean nothing. */
  private Cell plain(byte[] value) {
    byte[] bytes = new byte[random.nextInt(20) + value.length + random.nextInt(300)];
    random.nextBytes(bytes);
    int from = random.nextInt(bytes.length - value.length + 1);
    System.arraycopy(value, 0, bytes, from, value.length);
    return body.read(bytes, from + WireFormat.HEADER, from + value.length);
  }

  private Cell careful(byte[] value) {
    try {
      OutcomeCell record = wireFormat.record(value, SCHEMA);
      return CellRecord.read(record);
    } catch (UndecodableException | IllegalArgumentException e) {
      return null;
    }
  }

  private byte[] value(Cell cell) {
    return WireFormat.value(schemaId, CellRecord.of(cell.key(), cell.sums()));
  }

  private Cell cell() {
    boolean isAnchored = random.nextInt(5) > 0;
    long[] counts = new long[CellSums.COUNTS];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = random.nextLong() >> random.nextInt(Long.SIZE);
    }
    // Channel UNKNOWN is not published.
    counts[CellSums.at(org.pathline.domain.pathway.Pathway.Channel.UNKNOWN)] = 0;
    counts[CellSums.stemEntrantsAt(org.pathline.domain.pathway.Pathway.Channel.UNKNOWN)] = 0;
    return new Cell(
        new CellKey(
            new Settings(1 + random.nextInt(12), any(StemList.names().toArray(new String[0]))),
            isAnchored ? "D" + random.nextInt(30) : null,
            isAnchored ? any(new String[] {"Ürümqi", "", "S".repeat(90), "D-S1"}) : null,
            isAnchored ? Integer.valueOf(random.nextInt(3_000)) : null,
            any(Subject.values()),
            any(RaceEthnicity.values()),
            any(Indicator.values()),
            any(PriorAchievement.values())),
        new CellSums(counts, whole(), whole()));
  }

  private BigInteger whole() {
    return new BigInteger(random.nextInt(120), random)
        .multiply(BigInteger.valueOf(-1 + 2 * random.nextInt(2)));
  }

  private <T> T any(T[] all) {
    return all[random.nextInt(all.length)];
  }
}
