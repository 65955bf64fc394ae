package org.pathline.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each verdict, from looks five seconds apart that are told one by one. */
class JudgeTest {
  private static final ReadPartition PLACE = new ReadPartition("pathways", "0", "facts", 3);
  private static final long EVERY_MILLIS = 5_000;
  private static final long BEGAN = 1_700_000_000_000L;

  private final List<LagObservation> looks = new ArrayList<>();
  private int members = 1;
  private boolean restoring;
  private long begin;
  private Long retention;

  private long now() {
    return BEGAN + EVERY_MILLIS * looks.size();
  }

  /** Sees a place where the first record that waits is so old; null where none waits. */
  private LagRow see(Long committed, long end, Double waitsSeconds) {
    Long since = waitsSeconds == null ? null : now() - Math.round(1000 * waitsSeconds);
    looks.add(
        new LagObservation(
            now(), members, restoring, committed, begin, end, since != null, since, retention));
    return Judge.judge(PLACE, looks);
  }

  @Test
  void nothingWaitsIsOk() {
    assertThat(see(10L, 10, null).verdict()).isEqualTo(Verdict.OK);
    members = 0;
    assertThat(see(10L, 10, null).verdict())
        .as("nobody runs, and nobody need")
        .isEqualTo(Verdict.OK);
  }

  @Test
  void onlyMarkersBehindThePositionIsCaughtUp() {
    LagRow row = see(10L, 12, null);
    assertThat(row.verdict()).isEqualTo(Verdict.OK);
    assertThat(row.lagRecords()).isZero();
    assertThat(row.lagSeconds()).isZero();
    assertThat(row.drainSeconds()).isZero();
  }

  @Test
  void aTopicNeverWrittenAndNeverReadIsCaughtUp() {
    LagRow row = see(null, 0, null);
    assertThat(row.committed()).isNull();
    assertThat(row.lagRecords()).isZero();
    assertThat(row.lagSeconds()).isZero();
    assertThat(row.verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void whatWaitsBrieflyIsOkAndLongerIsBehind() {
    assertThat(see(10L, 15, 9.9).verdict()).isEqualTo(Verdict.OK);
    assertThat(see(20L, 30, 10.1).verdict()).isEqualTo(Verdict.BEHIND);
  }

  @Test
  void aBacklogThatIsWorkedOffIsBehindWithTheTimeItTakes() {
    see(0L, 1_000, 100.0);
    LagRow row = see(500L, 1_100, 60.0);
    assertThat(row.verdict()).isEqualTo(Verdict.BEHIND);
    assertThat(row.inPerSecond()).isEqualTo(20);
    assertThat(row.outPerSecond()).isEqualTo(100);
    assertThat(row.trend()).isEqualTo(-80);
    assertThat(row.drainSeconds()).isEqualTo(600 / 80.0);
    assertThat(row.evidence()).endsWith("shrinking");
  }

  @Test
  void aBacklogThatGrowsHasNoTimeToDrain() {
    see(0L, 1_000, 20.0);
    LagRow row = see(100L, 2_000, 24.0);
    assertThat(row.drainSeconds()).isNull();
    assertThat(row.evidence()).endsWith("growing");
  }

  @Test
  void aPositionThatStandsIsStalledOnceNoCommitIntervalExplainsIt() {
    LagRow row = see(10L, 500, 300.0);
    int looksUntil = 1;
    while (row.verdict() == Verdict.BEHIND) {
      row = see(10L, 500 + looksUntil, 300.0 + 5 * looksUntil);
      looksUntil++;
    }
    assertThat(row.verdict()).isEqualTo(Verdict.STALLED);
    assertThat((looksUntil - 1) * EVERY_MILLIS).isEqualTo(Judge.STALLED_MILLIS);
    assertThat(row.evidence()).contains("no progress for 60 s");
    assertThat(see(11L, 600, 1.0).verdict()).as("one step clears it").isEqualTo(Verdict.OK);
  }

  @Test
  void twoQuickLooksNeverSayStalled() {
    see(10L, 500, 3_000.0);
    LagRow row = see(10L, 500, 3_005.0);
    assertThat(row.verdict()).isEqualTo(Verdict.BEHIND);
    assertThat(row.evidence()).contains("no commit seen for 5.0 s");
  }

  @Test
  void aPositionThatStandsWhileNothingWaitsIsNotStalledByTheFirstRecord() {
    for (int i = 0; i < 20; i++) {
      see(10L, 10, null);
    }
    assertThat(see(10L, 11, 0.5).verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void aTopologyThatWasJustStartedIsNotStalledByTheTimeItWasStopped() {
    members = 0;
    for (int i = 0; i < 20; i++) {
      assertThat(see(10L, 500, 100.0 + 5 * i).verdict()).isEqualTo(Verdict.STOPPED);
    }
    members = 1;
    assertThat(see(10L, 500, 300.0).verdict()).isEqualTo(Verdict.BEHIND);
  }

  @Test
  void restoringStateIsNoStall() {
    restoring = true;
    for (int i = 0; i < 20; i++) {
      LagRow row = see(10L, 500, 100.0 + 5 * i);
      assertThat(row.verdict()).isEqualTo(Verdict.BEHIND);
      assertThat(row.evidence()).contains("restored");
    }
  }

  @Test
  void recordsWaitAndTheGroupHasNoMembersIsStopped() {
    members = 0;
    LagRow row = see(null, 7, 3.0);
    assertThat(row.verdict()).isEqualTo(Verdict.STOPPED);
    assertThat(row.committed()).isNull();
    assertThat(row.lagRecords()).isEqualTo(7);
  }

  @Test
  void aLowerPositionThanBeforeIsRewoundUntilItIsRegained() {
    see(100L, 200, 1.0);
    LagRow row = see(40L, 200, 30.0);
    assertThat(row.verdict()).isEqualTo(Verdict.REWOUND);
    assertThat(row.evidence()).contains("from 100 to 40");
    assertThat(see(99L, 200, 1.0).verdict()).isEqualTo(Verdict.REWOUND);
    assertThat(see(100L, 200, 1.0).verdict()).isEqualTo(Verdict.OK);
  }

  @Test
  void aPositionBeyondTheEndIsRewound() {
    assertThat(see(100L, 20, null).verdict()).isEqualTo(Verdict.REWOUND);
  }

  @Test
  void retentionIsToldBeforeItStrikesAndAfter() {
    members = 0;
    retention = 60_000L;
    assertThat(see(10L, 50, 45.0).retentionLossSeconds()).isEqualTo(15);
    begin = 30;
    LagRow row = see(10L, 50, 2.0);
    assertThat(row.retentionLossSeconds()).isZero();
    assertThat(row.lagRecords()).as("what is gone does not wait").isEqualTo(20);
    assertThat(row.evidence()).contains("20 were removed before they were read");
    retention = null;
    begin = 0;
    assertThat(see(10L, 50, 45.0).retentionLossSeconds()).as("kept for ever").isNull();
  }

  @Test
  void aRecordThatCouldNotBeReadHasNoSecondsRatherThanNone() {
    looks.add(new LagObservation(now(), 1, false, 10L, 0, 20, true, null, null));
    LagRow row = Judge.judge(PLACE, looks);
    assertThat(row.lagSeconds()).isNull();
    assertThat(row.lagRecords()).isEqualTo(10);
  }
}
