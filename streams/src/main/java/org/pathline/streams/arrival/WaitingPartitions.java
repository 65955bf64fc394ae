package org.pathline.streams.arrival;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.SchemaQuestion;
import org.pathline.streams.registry.WireFormat;

/**
 * Partitions of one consumer whose next record names a schema that is not known yet.
 *
 * <p>Records before it are handed on; it and what follows are polled again once the registry has
 * answered. So whatever is handed on names a schema that is known, or one that the registry does
 * not have, and a record of an unknown schema holds up its own partition only. Not thread-safe.
 */
final class WaitingPartitions {
  /** With a part of the answers, records are polled again so seldom: each time costs a fetch. */
  private static final long PARTLY_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** Topics of the contract; all others hold what the topologies send themselves. */
  static final Set<String> TOPICS =
      TopicCatalogue.all().stream().map(Topic::name).collect(Collectors.toUnmodifiableSet());

  /** One partition's wait. */
  record Wait(
      long offset, long lastOffset, SchemaQuestion question, long sinceNanos, long sinceMillis) {

    boolean isOver(long now) {
      return question.isAnswered()
          || (question.isFirstAnswered() && now - sinceNanos > PARTLY_NANOS);
    }
  }

  private final ContractSchemas schemas;
  private final Arrivals arrivals;
  private final WaitLog log;
  private final Map<TopicPartition, Wait> waits = new HashMap<>();

  /** Waits that are over and whose records have not all been handed on yet. */
  private final Map<TopicPartition, List<Wait>> answered = new HashMap<>();

  WaitingPartitions(ContractSchemas schemas, Arrivals arrivals, String clientId) {
    this.schemas = schemas;
    this.arrivals = arrivals;
    log = new WaitLog(clientId);
  }

  boolean contains(TopicPartition partition) {
    return waits.containsKey(partition);
  }

  /** Partitions that need not wait any longer, and do not from now on. */
  List<TopicPartition> over() {
    if (waits.isEmpty()) {
      return List.of();
    }
    long now = System.nanoTime();
    List<TopicPartition> over = new ArrayList<>();
    for (Iterator<Map.Entry<TopicPartition, Wait>> all = waits.entrySet().iterator();
        all.hasNext(); ) {
      Map.Entry<TopicPartition, Wait> each = all.next();
      TopicPartition partition = each.getKey();
      Wait wait = each.getValue();
      if (wait.isOver(now)) {
        all.remove();
        end(partition, wait);
        answered.computeIfAbsent(partition, absent -> new ArrayList<>()).add(wait);
        over.add(partition);
      } else {
        log.lasts(now, wait, arrivals.waiting(partition, wait));
      }
    }
    return over;
  }

  private void end(TopicPartition partition, Wait wait) {
    schemas.stopAsking(wait.question());
    arrivals.ended(partition, wait);
    log.ended(wait, partition);
  }

  /** Forgets partitions that are another consumer's, or are read from elsewhere now. */
  void forget(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      answered.remove(partition);
      Wait wait = waits.remove(partition);
      if (wait != null) {
        end(partition, wait);
      }
    }
  }

  void forgetAll() {
    forget(List.copyOf(waits.keySet()));
    answered.clear();
  }

  /**
   * How many of the records can be handed on, from the first; the wait of the rest has begun, which
   * the caller seeks back to.
   *
   * @param known all records before this one are known to be decidable
   */
  int decidable(
      TopicPartition partition,
      List<ConsumerRecord<byte[], byte[]>> records,
      int known,
      long polledNanos) {
    return TOPICS.contains(partition.topic())
        ? firstUnanswered(partition, records, known, polledNanos)
        : records.size();
  }

  /** Index of the first record that has to wait, after its wait has begun; the size if none has. */
  private int firstUnanswered(
      TopicPartition partition,
      List<ConsumerRecord<byte[], byte[]>> records,
      int known,
      long polledNanos) {
    int first = records.size();
    Set<Integer> unknown = null;
    boolean any = false;
    int lastKnown = 0;
    for (int i = known; i < records.size(); i++) {
      byte[] value = records.get(i).value();
      if (value == null || value.length < WireFormat.HEADER || value[0] != 0) {
        continue;
      }
      int id = WireFormat.schemaId(value);
      if (any && id == lastKnown) {
        continue;
      }
      if (schemas.isKnown(id)) {
        any = true;
        lastKnown = id;
      } else if (isAbsent(partition, records.get(i).offset(), id)) {
        if (unknown == null) {
          schemas.passAsAbsent(id);
        }
      } else {
        if (unknown == null) {
          unknown = new LinkedHashSet<>();
          first = i;
        }
        unknown.add(id);
      }
    }
    long last = records.get(records.size() - 1).offset();
    if (unknown == null) {
      passed(partition, last);
    } else {
      begin(partition, records, first, unknown, polledNanos);
    }
    return first;
  }

  private boolean isAbsent(TopicPartition partition, long offset, int id) {
    List<Wait> over = answered.get(partition);
    if (over == null) {
      return false;
    }
    for (Wait each : over) {
      if (offset <= each.lastOffset() && each.question().isAbsent(id)) {
        return true;
      }
    }
    return false;
  }

  private void passed(TopicPartition partition, long offset) {
    List<Wait> over = answered.get(partition);
    if (over != null) {
      over.removeIf(each -> each.lastOffset() <= offset);
      if (over.isEmpty()) {
        answered.remove(partition);
      }
    }
  }

  private void begin(
      TopicPartition partition,
      List<ConsumerRecord<byte[], byte[]>> records,
      int first,
      Set<Integer> unknown,
      long polledNanos) {
    int firstId = WireFormat.schemaId(records.get(first).value());
    Wait wait =
        new Wait(
            records.get(first).offset(),
            records.get(records.size() - 1).offset(),
            schemas.ask(firstId, unknown, polledNanos),
            System.nanoTime(),
            System.currentTimeMillis());
    Wait replaced = waits.put(partition, wait);
    if (replaced != null) {
      end(partition, replaced);
    }
    arrivals.began(partition, wait);
  }
}
