package org.pathline.publish;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pathline.domain.fact.FactOrder;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.streams.codec.FactCodec;

/** The stays that stand, of students whose rows contradict each other; memory is bounded. */
final class StandingStays implements Doubts.StayAt {
  private static final int MOST = 500_000;

  private record Found(SchoolEnrollment stay, String file, long line) {}

  private final GradesOfYears suspected;
  private final FactCodec codec = new FactCodec();
  private String lastId = "";
  private boolean lastIsSuspect;
  private final Map<String, Found> standing = new LinkedHashMap<>();

  StandingStays(GradesOfYears suspected) {
    this.suspected = suspected;
  }

  @Override
  public void accept(SchoolEnrollment stay, String file, long line) {
    String id = stay.envelope().studentId();
    if (!id.equals(lastId)) {
      lastId = id;
      lastIsSuspect = suspected.isSuspected(id);
    }
    if (lastIsSuspect && standing.size() < MOST) {
      standing.merge(
          id + "\n" + stay.envelope().hasFactId() + "\n" + stay.identity(),
          new Found(stay, file, line),
          (one, two) -> FactOrder.supersedes(two.stay(), one.stay(), codec) ? two : one);
    }
  }

  /** Hands on each stay that is not withdrawn. */
  void forEach(Doubts.StayAt action) {
    for (Found each : standing.values()) {
      if (!each.stay().envelope().retracted()) {
        action.accept(each.stay(), each.file(), each.line());
      }
    }
  }
}
