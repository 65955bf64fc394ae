package org.pathline.letters;

import java.time.Instant;
import org.pathline.events.Rejection;

/**
 * Which rejections are meant; a null means any.
 *
 * @param reason rule that was broken
 * @param topic topic of the fact
 * @param student id of the student
 * @param since when the rejection was written, at the earliest
 * @param place place of the fact
 */
public record RejectionChoice(
    String reason, String topic, String student, Instant since, RecordPlace place) {

  /** All rejections of the fact at a place. */
  public static RejectionChoice at(RecordPlace place) {
    return new RejectionChoice(null, null, null, null, place);
  }

  boolean includes(RejectedFact fact) {
    Rejection content = fact.content();
    return LetterChoice.isAnyOr(reason, content.getReason())
        && LetterChoice.isAnyOr(topic, content.getTopic())
        && LetterChoice.isAnyOr(student, content.getStudentId())
        && (since == null || !fact.rejectedAt().isBefore(since))
        && (place == null || place.equals(fact.place()));
  }
}
