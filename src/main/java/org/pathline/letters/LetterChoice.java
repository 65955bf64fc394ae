package org.pathline.letters;

import java.time.Instant;

/**
 * Which dead letters are meant; a null means any.
 *
 * @param reason reason of the letter
 * @param topic topic of the bad record
 * @param application application that met it
 * @param since when the letter was written, at the earliest
 * @param place place of the bad record
 */
public record LetterChoice(
    String reason, String topic, String application, Instant since, RecordPlace place) {

  /** All letters of the record at a place. */
  public static LetterChoice at(RecordPlace place) {
    return new LetterChoice(null, null, null, null, place);
  }

  boolean includes(Letter letter) {
    return isAnyOr(reason, letter.content().getReason())
        && isAnyOr(topic, letter.place().topic())
        && isAnyOr(application, letter.content().getApplicationId())
        && (since == null || !letter.metAt().isBefore(since))
        && (place == null || place.equals(letter.place()));
  }

  static boolean isAnyOr(String wanted, String actual) {
    return wanted == null || wanted.equals(actual);
  }
}
