package org.pathline.topics;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;

/**
 * Where one record lies, written as {@code topic-partition-offset}.
 *
 * @param topic name of the topic
 * @param partition number of the partition
 * @param offset offset in the partition
 */
public record RecordPlace(String topic, int partition, long offset)
    implements Comparable<RecordPlace> {
  private static final Pattern FORM = Pattern.compile("(.+)-(\\d{1,9})-(\\d{1,18})");
  private static final Comparator<RecordPlace> ORDER =
      Comparator.comparing(RecordPlace::topic)
          .thenComparing(RecordPlace::partition)
          .thenComparing(RecordPlace::offset);

  /**
   * Place that a text names.
   *
   * @throws IllegalArgumentException when it names none
   */
  public static RecordPlace parse(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is no place of a record such as pathline.grades.v1-0-123");
    }
    return new RecordPlace(
        form.group(1), Integer.parseInt(form.group(2)), Long.parseLong(form.group(3)));
  }

  /** The partition as Kafka's clients name it. */
  public TopicPartition topicPartition() {
    return new TopicPartition(topic, partition);
  }

  @Override
  public int compareTo(RecordPlace other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return topic + "-" + partition + "-" + offset;
  }
}
