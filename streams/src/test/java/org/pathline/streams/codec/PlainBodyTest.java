package org.pathline.streams.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.oracle.Histories;
import org.pathline.schemas.TopicCatalogue;

/** What fits the shape must be decodable, whatever the bytes. */
class PlainBodyTest {
  private static final long SEED = 20_261_124L;
  private static final int MUTATIONS = 40;

  /** Never to be joined. */
  private static final List<Optional<Reason>> NOT_PLAIN =
      List.of(Optional.of(Reason.INVALID_TEXT), Optional.of(Reason.TOO_MANY_VALUES));

  /** Refused by rules that speak before those on texts, and by those. */
  private static final List<Reason> IRREGULAR =
      List.of(
          Reason.INVALID_TEXT,
          Reason.TOO_MANY_VALUES,
          Reason.TOO_LONG,
          Reason.IMPLAUSIBLE_DATE,
          Reason.MISSING_FIELD);

  private final FactCodec codec = new FactCodec();
  private final Map<FactType, PlainBody> shapes = new EnumMap<>(FactType.class);
  private final List<Fact> facts = Histories.of(SEED, 40).delivery();

  PlainBodyTest() {
    for (FactType type : FactType.values()) {
      shapes.put(type, PlainBody.of(TopicCatalogue.ofNoun(type.noun()).schema()));
    }
  }

  @Test
  void eachFactFitsAndNothingShorterOrLongerDoes() {
    System.out.println("seed " + SEED);
    for (Fact fact : facts) {
      byte[] body = codec.encode(fact);
      PlainBody shape = shapes.get(fact.type());
      assertThat(shape.fits(body, 0, body.length)).as("%s", fact).isTrue();
      assertThat(shape.fits(Arrays.copyOf(body, body.length + 1), 0, body.length + 1)).isFalse();
      for (int length = 0; length < body.length; length++) {
        assertThat(shape.fits(body, 0, length)).as("%d bytes of %s", length, fact).isFalse();
      }
    }
  }

  @Test
  void whateverFitsCanBeDecoded() {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    int fitting = 0;
    int refused = 0;
    int undecodable = 0;
    for (Fact fact : facts) {
      for (int i = 0; i < MUTATIONS; i++) {
        byte[] bytes = codec.encode(fact);
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
          bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        if (shapes.get(fact.type()).fits(bytes, 0, bytes.length)) {
          Fact decoded = codec.decode(fact.type(), bytes, 0, bytes.length);
          assertThat(FactRules.check(decoded).map(Violation::reason)).isNotIn(NOT_PLAIN);
          assertThat(PlainBody.recordedAt(bytes, 0)).isEqualTo(decoded.envelope().recordedAt());
          fitting++;
        } else {
          refused++;
          undecodable += isDecodableAndPlain(fact.type(), bytes) ? 0 : 1;
        }
      }
    }
    assertThat(fitting).isGreaterThan(1_000);
    assertThat(undecodable).isGreaterThan(1_000);
    // Hardly anything is refused that could be decoded: such records take the long way.
    assertThat(refused - undecodable).isLessThan(refused / 100);
  }

  private boolean isDecodableAndPlain(FactType type, byte[] bytes) {
    try {
      Fact fact = codec.decode(type, bytes, 0, bytes.length);
      return FactRules.check(fact).map(Violation::reason).filter(IRREGULAR::contains).isEmpty();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Test
  void aFieldThatNoFactHasIsRefused() {
    assertThatThrownBy(
            () -> PlainBody.of(SchemaBuilder.record("R").fields().requiredFloat("f").endRecord()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
