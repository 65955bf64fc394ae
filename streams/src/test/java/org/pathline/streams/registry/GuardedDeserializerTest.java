package org.pathline.streams.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.pathline.streams.registry.UndecodableException.Reason;

/** Faults of the program while it decodes. */
class GuardedDeserializerTest {
  private static byte[] decode(String topic, byte[] bytes) {
    if (bytes[0] == '!') {
      throw new IllegalStateException("secret " + new String(bytes, UTF_8));
    }
    return bytes;
  }

  @Test
  void aFaultIsToldByItsClassAndLineAndNoneOfItsText() {
    var guarded = new GuardedDeserializer<>(GuardedDeserializerTest::decode);
    assertThatThrownBy(() -> guarded.deserialize("topic", "!N1".getBytes(UTF_8)))
        .isInstanceOfSatisfying(
            UndecodableException.class,
            e -> assertThat(e.reason()).isEqualTo(Reason.INTERNAL_ERROR))
        .hasMessageMatching("java.lang.IllegalStateException at GuardedDeserializerTest.java:\\d+");
    assertThat(guarded.deserialize("topic", new byte[] {7})).containsExactly(7);
  }

  @Test
  void whatIsNoFaultOfTheProgramPassesAsItIs() {
    for (RuntimeException each :
        List.of(
            new UndecodableException(Reason.NULL_VALUE, "null", null),
            new RegistryUnavailableException("away"),
            new InterruptException("interrupted"),
            new TimeoutException("slow"))) {
      var guarded =
          new GuardedDeserializer<>(
              (topic, bytes) -> {
                throw each;
              });
      assertThatThrownBy(() -> guarded.deserialize("topic", null, new byte[0])).isSameAs(each);
    }
  }
}
