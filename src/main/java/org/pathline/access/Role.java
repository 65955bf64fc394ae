package org.pathline.access;

import static org.apache.kafka.common.acl.AclOperation.ALTER;
import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.kafka.common.acl.AclBinding;
import org.pathline.run.TopologyName;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;

/** What somebody does with Pathline, and the least that Kafka must allow for it. */
public enum Role {
  /** Sends facts and policies. Cannot read them back, nor anything else. */
  PUBLISHER("publisher", Role::publisher),
  /** Runs the topologies: reads facts, writes what follows, and has its own internal topics. */
  TOPOLOGIES("topologies", Role::topologies),
  /** Asks about everything, students included. Writes nothing. */
  ANALYST("analyst", Role::analyst),
  /** Makes releases: reads sums of groups and policies, and nobody's own records. */
  RELEASE_READER("release-reader", Role::releaseReader),
  /** Makes and alters topics and groups. Reads no record, and writes none but what is audited. */
  OPERATOR("operator", Role::operator);

  /** What is summed over groups; no record of it is of one student. */
  private static final List<Topic> AGGREGATES =
      List.of(
          TopicCatalogue.OUTCOME_CELLS,
          TopicCatalogue.SORTING,
          TopicCatalogue.EQUITY,
          TopicCatalogue.EFFECTS,
          TopicCatalogue.POLICIES);

  private static final String TOPICS = "pathline.";
  private static final String APPLICATIONS = "pathline-";

  /** What transactional ids of complete deliveries begin with. */
  private static final String PUBLISHERS = "pathline-complete-";

  private final String label;
  private final Consumer<Grants> grants;

  Role(String label, Consumer<Grants> grants) {
    this.label = label;
    this.grants = grants;
  }

  /** Name on the command line. */
  public String label() {
    return label;
  }

  /** Role with a label. */
  public static Optional<Role> labelled(String label) {
    return Arrays.stream(values()).filter(each -> each.label.equals(label)).findFirst();
  }

  /** All labels, for people. */
  public static List<String> labels() {
    return Arrays.stream(values()).map(Role::label).toList();
  }

  /**
   * What is to be allowed.
   *
   * @param principal such as {@code User:district-7}
   */
  public List<AclBinding> bindings(String principal) {
    Grants allowed = new Grants(principal);
    grants.accept(allowed);
    return allowed.bindings();
  }

  private static void publisher(Grants grants) {
    for (Topic topic : TopicCatalogue.all()) {
      if (topic.owner() == Topic.Owner.PUBLISHERS) {
        grants.topic(topic, WRITE, DESCRIBE);
      }
    }
    grants.transactionalIds(PUBLISHERS, WRITE, DESCRIBE);
  }

  private static void topologies(Grants grants) {
    for (Topic topic : TopicCatalogue.all()) {
      if (topic.owner() == Topic.Owner.PUBLISHERS || topic.owner() == Topic.Owner.ANALYSTS) {
        grants.topic(topic, READ, DESCRIBE);
      } else {
        // They read what they follow each other by, and what they have said before.
        grants.topic(topic, READ, WRITE, DESCRIBE);
      }
    }
    for (TopologyName topology : TopologyName.values()) {
      String id = topology.applicationId();
      grants.group(id, READ, DESCRIBE);
      // Streams adds an id of the process and a number of the thread.
      grants.transactionalIds(id + "-", WRITE, DESCRIBE);
      // What was read of a repartition is deleted, which is why deleting is theirs here.
      grants.topics(
          id + "-", CREATE, READ, WRITE, DELETE, DESCRIBE, DESCRIBE_CONFIGS, ALTER_CONFIGS);
    }
  }

  private static void analyst(Grants grants) {
    for (Topic topic : TopicCatalogue.all()) {
      if (topic.owner() == Topic.Owner.ANALYSTS) {
        grants.topic(topic, READ, WRITE, DESCRIBE);
      } else {
        grants.topic(topic, READ, DESCRIBE);
      }
    }
    grants.topic(TopicCatalogue.AUDIT, WRITE);
  }

  private static void releaseReader(Grants grants) {
    AGGREGATES.forEach(topic -> grants.topic(topic, READ, DESCRIBE));
    grants.topic(TopicCatalogue.AUDIT, WRITE, DESCRIBE);
  }

  private static void operator(Grants grants) {
    grants.topics(TOPICS, CREATE, DELETE, ALTER, ALTER_CONFIGS, DESCRIBE, DESCRIBE_CONFIGS);
    grants.topics(APPLICATIONS, CREATE, DELETE, ALTER, ALTER_CONFIGS, DESCRIBE, DESCRIBE_CONFIGS);
    grants.groups(APPLICATIONS, DELETE, DESCRIBE);
    grants.transactionalIds(APPLICATIONS, DESCRIBE);
    grants.cluster(DESCRIBE, DESCRIBE_CONFIGS);
    grants.topic(TopicCatalogue.AUDIT, WRITE, DESCRIBE);
    // What was noted stays.
    grants.never(TopicCatalogue.AUDIT, DELETE, ALTER, ALTER_CONFIGS);
  }
}
