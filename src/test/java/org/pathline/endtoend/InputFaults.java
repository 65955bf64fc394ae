package org.pathline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.fact.OutsideCourse;
import org.pathline.domain.fact.PaidBy;
import org.pathline.domain.fact.PostsecondarySearch;
import org.pathline.domain.pathway.StudentLimits;
import org.pathline.oracle.GoodFact;
import org.pathline.oracle.Recorded;
import org.pathline.oracle.Versioned;
import org.pathline.schemas.Topic;
import org.pathline.streams.registry.WireFormat;

/** Faults of what comes in, drawn at random; what must come of each is known to the oracle. */
final class InputFaults {
  private static final int LARGEST_RECORD = 1_048_400;
  private static final long DAY = 86_400_000L;
  private static final int UNKNOWN_SCHEMA_ID = 987_654;

  private final Published published;
  private final List<Fact> flow;
  private final Random random;
  private final Map<String, String> setAside = new TreeMap<>();
  private final List<Fact> links = new ArrayList<>();
  private int sent;
  private int step;
  private List<Fact> placeholder;
  private List<Fact> hub;

  InputFaults(Published published, List<Fact> flow, Random random) {
    this.published = published;
    this.flow = flow;
    this.random = random;
  }

  /** Publishes some more of the facts that flow in any case. */
  void flow(int facts) {
    published.facts(next(facts));
  }

  private List<Fact> next(int facts) {
    int from = sent;
    sent = Math.min(flow.size(), sent + facts);
    return flow.subList(from, sent);
  }

  /** The rest of the facts, and withdrawal of what was set aside. */
  void end() {
    flow(flow.size());
    if (placeholder != null) {
      placeholderFacts();
    }
    if (hub != null) {
      placeholderLinks();
    }
  }

  /** What is to be set aside now. */
  Map<String, String> setAside() {
    return setAside;
  }

  void inject(FaultKind kind) {
    step++;
    switch (kind) {
      case DUPLICATES -> published.facts(earlier(1 + random.nextInt(40)));
      case REORDERED -> {
        List<Fact> next = new ArrayList<>(next(60));
        Collections.shuffle(next, random);
        published.facts(next);
      }
      case CORRECTED -> published.facts(corrections());
      case RETRACTED ->
          published.facts(
              earlier(3).stream()
                  .map(each -> Versioned.withdrawn(each, each.envelope().recordedAt() + DAY))
                  .toList());
      case MERGED -> merge();
      case UNMERGED -> unmerge();
      case CORRUPT -> corrupt();
      case RULE_BROKEN -> breakRules();
      case OVERSIZE -> oversize();
      case PLACEHOLDER_FACTS -> placeholderFacts();
      case PLACEHOLDER_LINKS -> placeholderLinks();
      default -> throw new IllegalArgumentException(kind.name());
    }
  }

  /** Facts of students that were published before, some perhaps more than once. */
  private List<Fact> earlier(int count) {
    List<Fact> good = published.good();
    List<Fact> some = new ArrayList<>();
    while (some.size() < count) {
      Fact fact = good.get(random.nextInt(good.size()));
      // Whoever is awaited stays who they are.
      if (fact.type() != FactType.POLICIES && !Probes.isAwaited(fact.envelope().studentId())) {
        some.add(fact);
      }
    }
    return some;
  }

  /** Payloads of others under the envelopes of earlier facts, recorded later or earlier. */
  private List<Fact> corrections() {
    List<Fact> corrections = new ArrayList<>();
    for (Fact fact : earlier(3)) {
      Fact other =
          earlier(50).stream().filter(each -> each.type() == fact.type()).findAny().orElse(fact);
      Fact payload = Versioned.in(other, fact.envelope());
      corrections.add(
          Versioned.at(payload, fact.envelope().recordedAt() + (random.nextInt(5) - 1) * DAY));
    }
    return corrections;
  }

  private void merge() {
    List<Fact> two = earlier(2);
    Fact link =
        new IdentityLink(
            new Envelope(
                two.get(0).envelope().studentId(), Recorded.at(step * DAY), "hub", false, null),
            two.get(1).envelope().studentId());
    links.add(link);
    published.facts(List.of(link));
  }

  private void unmerge() {
    if (links.isEmpty()) {
      merge();
    }
    Fact link = links.remove(random.nextInt(links.size()));
    published.facts(List.of(Versioned.withdrawn(link, Recorded.at(step * DAY) + 1)));
  }

  private void corrupt() {
    for (FactType type : FactType.values()) {
      Topic topic = FactWriter.topic(type);
      byte[] value = value(type, Map.of());
      byte[] key = "corrupt".getBytes(UTF_8);
      switch (random.nextInt(6)) {
        case 0 -> {
          byte[] torn = Arrays.copyOf(value, WireFormat.HEADER + 1 + random.nextInt(20));
          published.undecodable(topic, key, torn, "UNDECODABLE");
        }
        case 1 -> {
          byte[] rubbish = new byte[1 + random.nextInt(100)];
          random.nextBytes(rubbish);
          rubbish[0] = (byte) (1 + random.nextInt(255));
          published.undecodable(topic, key, rubbish, "UNDECODABLE");
        }
        case 2 -> published.undecodable(topic, key, new byte[0], "UNDECODABLE");
        case 3 -> published.undecodable(topic, key, null, "NULL_VALUE");
        case 4 -> {
          byte[] unknown = WireFormat.value(UNKNOWN_SCHEMA_ID, new byte[] {0, 0});
          published.undecodable(topic, key, unknown, "UNKNOWN_SCHEMA");
        }
        default -> {
          FactType other = type == FactType.GRADES ? FactType.SEARCHES : FactType.GRADES;
          published.undecodable(topic, key, value(other, Map.of()), "OTHER_RECORD_TYPE");
        }
      }
    }
  }

  private void breakRules() {
    for (FactType type : FactType.values()) {
      String idField = GoodFact.schema(type).getFields().get(0).name();
      Map<String, Object> changes =
          switch (random.nextInt(4)) {
            case 0 -> Map.of("source", "");
            case 1 -> Map.of("recordedAt", Recorded.at(200L * 366 * DAY));
            case 2 -> Map.of("source", "s".repeat(5_000));
            default -> Map.of(idField, "control\u0007");
          };
      byte[] key = changes.getOrDefault(idField, idField + "-7").toString().getBytes(UTF_8);
      published.whatever(FactWriter.topic(type), key, value(type, changes), "rejection");
    }
  }

  private void oversize() {
    FactType type = FactType.values()[random.nextInt(FactType.values().length)];
    Topic topic = FactWriter.topic(type);
    byte[] rubbish = new byte[LARGEST_RECORD - random.nextInt(3)];
    random.nextBytes(rubbish);
    rubbish[0] = 1;
    published.undecodable(topic, "large".getBytes(UTF_8), rubbish, "UNDECODABLE");
    String id = "x".repeat(400_000);
    String idField = GoodFact.schema(type).getFields().get(0).name();
    byte[] large = value(type, Map.of(idField, id));
    published.broken(topic, "large".getBytes(UTF_8), large, "KEY_MISMATCH");
    published.broken(topic, id.getBytes(UTF_8), large, "TOO_LONG");
  }

  private void placeholderFacts() {
    if (placeholder == null) {
      String id = "placeholder-" + step;
      placeholder = new ArrayList<>();
      for (int i = 0; i <= StudentLimits.DEFAULT.mostFacts(); i++) {
        placeholder.add(
            new OutsideCourse(
                new Envelope(id, Recorded.at(1), "provider", false, null),
                "provider " + i,
                "02052",
                LocalDate.of(2015, 6, 1),
                PaidBy.FAMILY,
                true));
      }
      published.withoutResult(placeholder);
      setAside.put("pathways STUDENT " + id, "TOO_MANY_FACTS");
    } else {
      // All but a few are withdrawn, and those that are left count.
      published.withoutResult(
          placeholder.stream()
              .skip(5)
              .map(each -> Versioned.withdrawn(each, Recorded.at(2)))
              .toList());
      published.count(placeholder.subList(0, 5));
      setAside.remove("pathways STUDENT " + placeholder.get(0).envelope().studentId());
      placeholder = null;
    }
  }

  private void placeholderLinks() {
    if (hub == null) {
      String canonical = "hub-" + step;
      hub = new ArrayList<>();
      for (int i = 0; i <= StudentLimits.DEFAULT.mostIds(); i++) {
        String alias = canonical + "-" + i;
        hub.add(
            new IdentityLink(new Envelope(alias, Recorded.at(1), "hub", false, null), canonical));
        hub.add(
            new PostsecondarySearch(
                new Envelope(alias, Recorded.at(1), "nsc", false, null),
                LocalDate.of(2020, 9, 1),
                true));
      }
      published.withoutResult(hub);
      setAside.put("pathways HUB " + canonical, "IDENTITY_HUB");
    } else {
      List<Fact> links = hub.stream().filter(each -> each instanceof IdentityLink).toList();
      published.withoutResult(
          links.stream().map(each -> Versioned.withdrawn(each, Recorded.at(2))).toList());
      published.count(hub.stream().filter(each -> !(each instanceof IdentityLink)).toList());
      setAside.remove("pathways HUB " + ((IdentityLink) links.get(0)).canonicalId());
      hub = null;
    }
  }

  private byte[] value(FactType type, Map<String, ?> changes) {
    Map<String, Object> values = GoodFact.values(type);
    values.putAll(changes);
    return WireFormat.value(
        published.writer().schemaId(FactWriter.topic(type)), GoodFact.body(type, values));
  }
}
