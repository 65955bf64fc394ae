package org.pathline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pathline.delivery.CompleteDelivery;
import org.pathline.delivery.CompleteDelivery.Outcome;
import org.pathline.delivery.Difference;
import org.pathline.delivery.Scope;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.Envelope;
import org.pathline.oracle.Recorded;
import org.pathline.publish.Progress;
import org.pathline.publish.PublishSummary;

/** Two complete deliveries of one source at the same time. */
class CompleteAtOnceIT {
  private static Trial trial;

  @BeforeAll
  static void begin() {
    trial = Trial.shared();
  }

  @AfterAll
  static void removeTheTrial() {
    trial.close();
  }

  /** Delivers marks of students, and says what came of it. */
  private static Outcome deliver(IntStream students, String mark, Consumer<Difference> told) {
    List<CourseGrade> marks =
        students
            .mapToObj(
                i ->
                    new CourseGrade(
                        new Envelope("s" + i, Recorded.at(1_000), "sis", false, "r" + i),
                        "x",
                        "S1",
                        2015,
                        "08",
                        "02052",
                        CourseLevel.G,
                        mark,
                        null,
                        null,
                        null))
            .toList();
    Progress quiet = Progress.quiet(new PrintWriter(Writer.nullWriter()));
    return new CompleteDelivery(
            Scope.parse("source=sis,topic=grades"), false, Set.of(), trial.connection(), quiet)
        .deliver(
            (to, leftOut) -> {
              marks.forEach(to);
              return new PublishSummary(List.of(), 0, null, List.of(), List.of(), 0, 0);
            },
            true,
            true,
            OptionalLong.empty(),
            some -> {},
            told);
  }

  @Test
  void whatStandsIsTheLaterOneAndTheEarlierOneSaysThatItWasStopped() {
    assertThat(deliver(IntStream.range(0, 100), "B", difference -> {}).sent()).isEqualTo(100);
    List<Outcome> later = new ArrayList<>();
    // The later one begins and ends while the earlier one has compared and not sent.
    Outcome earlier =
        deliver(
            IntStream.range(1, 103),
            "A",
            difference -> later.add(deliver(IntStream.range(0, 101), "C", told -> {})));
    assertThat(later.get(0).refused()).isNull();
    assertThat(later.get(0).sent()).isEqualTo(101);
    assertThat(earlier.refused()).contains("sending stopped", "send the same delivery again");
    Outcome again = deliver(IntStream.range(0, 101), "C", difference -> {});
    assertThat(again.refused()).isNull();
    assertThat(again.sent()).isZero();
  }
}
