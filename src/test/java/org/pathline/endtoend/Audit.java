package org.pathline.endtoend;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.pathway.Settings;
import org.pathline.events.DeadLetter;
import org.pathline.events.Milestone;
import org.pathline.events.Rejection;
import org.pathline.events.SetAside;
import org.pathline.oracle.NaiveStudent;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;

/**
 * Everything that the topologies put out beside what must follow from everything that was
 * published: pathways, milestones, cells, sorting, dead letters, rejections and what is set aside.
 *
 * <p>Ledgers and effects are functions of the cells alone and have their own tests.
 *
 * @param lost what should be there and is not
 * @param duplicated what is there more often than it should, cells of too many members included
 * @param wrong what is there and should not be, or is other than it should
 * @param found one line for each of them
 */
record Audit(long lost, long duplicated, long wrong, List<String> found) {
  /** Told by what links or facts add up to, not by a record; they are counted apart. */
  static final Set<String> OF_NO_RECORD =
      Set.of(
          "IDENTITY_CYCLE",
          "TOO_MANY_FACTS",
          "IDENTITY_HUB",
          "TOO_MANY_SECTIONS",
          "TOO_MANY_VALUES",
          "INTERNAL_ERROR");

  private enum Fault {
    LOST,
    DUPLICATED,
    WRONG
  }

  private record Finding(Fault fault, String what) {}

  /** Audit of a cluster whose topologies have caught up. */
  static Audit of(Trial trial, Published published, Map<String, String> setAside) {
    return of(trial, published, published.good(), setAside);
  }

  /** Audit as if only some of the facts had been published: it must find something. */
  static Audit of(
      Trial trial, Published published, List<Fact> facts, Map<String, String> setAside) {
    List<Finding> findings = new ArrayList<>();
    Derived expected = Derived.expected(facts, Settings.DEFAULT);
    Derived found = Derived.published(trial);
    tables("pathway", found.students(), expected.students(), (one, two) -> Fault.WRONG, findings);
    tables(
        "cell",
        found.cells(),
        expected.cells(),
        (one, two) ->
            one.members() > two.members()
                ? Fault.DUPLICATED
                : one.members() < two.members() ? Fault.LOST : Fault.WRONG,
        findings);
    Derived.sortingDifferences(trial, facts)
        .forEach(line -> findings.add(new Finding(Fault.WRONG, "sorting: " + line)));
    tables(
        "milestone",
        milestones(trial, findings),
        milestones(expected),
        (one, two) -> Fault.WRONG,
        findings);
    places(
        "dead letter",
        events(trial, TopicCatalogue.DEAD_LETTERS, DeadLetter.class),
        letter -> Published.place(letter.getTopic(), letter.getPartition(), letter.getOffset()),
        DeadLetter::getReason,
        published.deadLetters(),
        findings);
    places(
        "rejection",
        events(trial, TopicCatalogue.REJECTIONS, Rejection.class).stream()
            .filter(each -> !OF_NO_RECORD.contains(each.getReason()))
            .toList(),
        each -> Published.place(each.getTopic(), each.getPartition(), each.getOffset()),
        Rejection::getReason,
        published.rejections(),
        findings);
    tables("set aside", setAside(trial), setAside, (one, two) -> Fault.WRONG, findings);
    return new Audit(
        count(findings, Fault.LOST),
        count(findings, Fault.DUPLICATED),
        count(findings, Fault.WRONG),
        findings.stream().map(each -> each.fault() + " " + each.what()).toList());
  }

  private static long count(List<Finding> findings, Fault fault) {
    return findings.stream().filter(each -> each.fault() == fault).count();
  }

  /** The first few findings, for a message. */
  String summary() {
    return "lost %d, duplicated %d, wrong %d%n%s"
        .formatted(
            lost,
            duplicated,
            wrong,
            String.join("\n", found.subList(0, Math.min(10, found.size()))));
  }

  private static <K, V> void tables(
      String what,
      Map<K, V> found,
      Map<K, V> expected,
      BiFunction<V, V, Fault> difference,
      List<Finding> findings) {
    expected.forEach(
        (key, value) -> {
          V there = found.get(key);
          if (there == null) {
            findings.add(new Finding(Fault.LOST, what + " " + key));
          } else if (!there.equals(value)) {
            findings.add(
                new Finding(
                    difference.apply(there, value),
                    what + " " + key + "\n  is " + there + "\n  not " + value));
          }
        });
    found.forEach(
        (key, value) -> {
          if (!expected.containsKey(key)) {
            findings.add(new Finding(Fault.WRONG, "nobody expects " + what + " " + key));
          }
        });
  }

  private static <T> void places(
      String what,
      List<T> told,
      Function<T, String> place,
      Function<T, String> reason,
      SortedMap<String, String> expected,
      List<Finding> findings) {
    Map<String, String> found = new HashMap<>();
    for (T each : told) {
      String at = place.apply(each);
      if (found.put(at, reason.apply(each)) != null) {
        findings.add(new Finding(Fault.DUPLICATED, what + " of " + at));
      } else if (!expected.containsKey(at)) {
        findings.add(
            new Finding(Fault.WRONG, "nobody expects " + what + " of " + at + ": " + each));
      }
    }
    expected.forEach(
        (at, why) -> {
          String there = found.get(at);
          if (there == null) {
            findings.add(new Finding(Fault.LOST, what + " of " + at + " " + why));
          } else if (why != null && !why.equals(there)) {
            findings.add(
                new Finding(Fault.WRONG, what + " of " + at + " is " + there + ", not " + why));
          }
        });
  }

  private static Map<String, NaiveStudent.Milestone> milestones(Derived derived) {
    Map<String, NaiveStudent.Milestone> held = new TreeMap<>();
    derived
        .students()
        .forEach(
            (id, student) ->
                student.milestones().forEach((name, each) -> held.put(id + " " + name, each)));
    return held;
  }

  /** What is held once all reports were followed in their order; no report says what is known. */
  private static Map<String, NaiveStudent.Milestone> milestones(
      Trial trial, List<Finding> findings) {
    Map<String, NaiveStudent.Milestone> held = new TreeMap<>();
    for (Milestone report : events(trial, TopicCatalogue.MILESTONES, Milestone.class)) {
      String key = report.getStudentId() + " " + report.getMilestone();
      NaiveStudent.Milestone now =
          report.getAttained()
              ? new NaiveStudent.Milestone(
                  report.getReachedOn(), report.getFactTopic(), report.getFactKey())
              : null;
      NaiveStudent.Milestone before = now == null ? held.remove(key) : held.put(key, now);
      if (Objects.equals(before, now)) {
        findings.add(new Finding(Fault.DUPLICATED, "report of milestone " + report));
      }
    }
    return held;
  }

  /** Reasons of what is set aside now, by topology, kind and id. */
  static SortedMap<String, String> setAside(Trial trial) {
    SortedMap<String, String> reasons = new TreeMap<>();
    try (KafkaAvroDeserializer values = Derived.deserializer(trial.connection(), true)) {
      trial
          .table(TopicCatalogue.SET_ASIDE)
          .forEach(
              (key, value) ->
                  reasons.put(key, ((SetAside) values.deserialize("any", value)).getReason()));
    }
    return reasons;
  }

  /** Committed records of a topic, in order within each partition. */
  static <T> List<T> events(Trial trial, Topic topic, Class<T> type) {
    try (KafkaAvroDeserializer values = Derived.deserializer(trial.connection(), true)) {
      return trial.records(topic).stream()
          .map(record -> type.cast(values.deserialize(record.topic(), record.value())))
          .toList();
    }
  }
}
