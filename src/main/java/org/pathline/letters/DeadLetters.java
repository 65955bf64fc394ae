package org.pathline.letters;

import java.util.function.Consumer;
import org.pathline.ask.ContractTopic;
import org.pathline.ask.Unanswerable;
import org.pathline.cluster.Connection;
import org.pathline.events.DeadLetter;
import org.pathline.schemas.TopicCatalogue;

/** Reads the dead letters of a cluster, oldest first; keeps none of them. */
public final class DeadLetters {
  private DeadLetters() {}

  /**
   * Hands the letters that are chosen to the action.
   *
   * @return how many records of the topic are no dead letters that can be read
   * @throws Unanswerable when the topic is missing
   */
  public static long read(Connection connection, LetterChoice choice, Consumer<Letter> action) {
    try (ContractTopic<DeadLetter> topic =
        new ContractTopic<>(connection, TopicCatalogue.DEAD_LETTERS, DeadLetter.class)) {
      return topic.read(
          choice.since(),
          (record, content) -> {
            Letter letter = Letter.of(record, content);
            if (choice.includes(letter)) {
              action.accept(letter);
            }
          });
    }
  }
}
