package org.pathline.access;

import static org.apache.kafka.common.acl.AclOperation.ALTER;
import static org.apache.kafka.common.acl.AclOperation.ALTER_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.CREATE;
import static org.apache.kafka.common.acl.AclOperation.DELETE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE;
import static org.apache.kafka.common.acl.AclOperation.DESCRIBE_CONFIGS;
import static org.apache.kafka.common.acl.AclOperation.READ;
import static org.apache.kafka.common.acl.AclOperation.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.metrics.internals.PluginMetricsImpl;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.security.auth.KafkaPrincipal;
import org.apache.kafka.common.security.auth.SecurityProtocol;
import org.apache.kafka.metadata.authorizer.StandardAcl;
import org.apache.kafka.metadata.authorizer.StandardAuthorizer;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;
import org.junit.jupiter.api.Test;
import org.pathline.run.TopologyName;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;

/**
 * What Kafka's own authorizer lets each role do with each topic, group, transaction and the
 * cluster: every act that there is, and names that only look alike. {@link AccessIT} tries some on
 * a broker.
 */
class RolesTest {
  /** Names that begin or end as those of the contract do and belong to others. */
  private static final List<String> FOREIGN =
      List.of(
          "of-somebody-else", "pathlin", "xpathline.grades.v1", "__consumer_offsets", "PATHLINE.a");

  private static final Set<AclOperation> ACTS =
      EnumSet.complementOf(EnumSet.of(AclOperation.UNKNOWN, AclOperation.ANY, AclOperation.ALL));

  private static final Map<Role, StandardAuthorizer> AUTHORIZERS = new EnumMap<>(Role.class);

  private static StandardAuthorizer authorizer(Role role) {
    return AUTHORIZERS.computeIfAbsent(
        role,
        each -> {
          StandardAuthorizer authorizer = new StandardAuthorizer();
          authorizer.configure(Map.of());
          authorizer.withPluginMetrics(new PluginMetricsImpl(new Metrics(), Map.of()));
          authorizer.completeInitialLoad();
          for (AclBinding binding : each.bindings("User:" + each.label())) {
            authorizer.addAcl(Uuid.randomUuid(), StandardAcl.fromAclBinding(binding));
          }
          return authorizer;
        });
  }

  private record Asking(KafkaPrincipal principal) implements AuthorizableRequestContext {
    @Override
    public String listenerName() {
      return "SASL_SSL";
    }

    @Override
    public SecurityProtocol securityProtocol() {
      return SecurityProtocol.SASL_SSL;
    }

    @Override
    public InetAddress clientAddress() {
      return InetAddress.getLoopbackAddress();
    }

    @Override
    public int requestType() {
      return 0;
    }

    @Override
    public int requestVersion() {
      return 0;
    }

    @Override
    public String clientId() {
      return "test";
    }

    @Override
    public int correlationId() {
      return 0;
    }
  }

  /** What a role may do with something. */
  private static Set<AclOperation> may(Role role, ResourceType type, String name) {
    Set<AclOperation> may = EnumSet.noneOf(AclOperation.class);
    List<AclOperation> acts = new ArrayList<>(ACTS);
    List<AuthorizationResult> results =
        authorizer(role)
            .authorize(
                new Asking(new KafkaPrincipal(KafkaPrincipal.USER_TYPE, role.label())),
                acts.stream()
                    .map(
                        act ->
                            new Action(
                                act,
                                new ResourcePattern(type, name, PatternType.LITERAL),
                                1,
                                false,
                                false))
                    .toList());
    for (int i = 0; i < acts.size(); i++) {
      if (results.get(i) == AuthorizationResult.ALLOWED) {
        may.add(acts.get(i));
      }
    }
    return may;
  }

  private static Set<AclOperation> topic(Role role, String name) {
    return may(role, ResourceType.TOPIC, name);
  }

  /**
   * Whoever may only send cannot read; whoever may read cannot send; nobody takes away but
   * operators.
   */
  @Test
  void everyTopicOfTheContract() {
    Set<Topic> sums =
        Set.of(
            TopicCatalogue.OUTCOME_CELLS,
            TopicCatalogue.SORTING,
            TopicCatalogue.EQUITY,
            TopicCatalogue.EFFECTS,
            TopicCatalogue.POLICIES);
    for (Topic topic : TopicCatalogue.all()) {
      boolean isAudit = topic.equals(TopicCatalogue.AUDIT);
      boolean isSent = topic.owner() == Topic.Owner.PUBLISHERS;
      boolean isPlanned = topic.owner() == Topic.Owner.ANALYSTS;
      String name = topic.name();
      assertThat(topic(Role.PUBLISHER, name))
          .as("publisher, " + name)
          .isEqualTo(isSent ? Set.of(WRITE, DESCRIBE) : Set.of());
      assertThat(topic(Role.TOPOLOGIES, name))
          .as("topologies, " + name)
          .isEqualTo(isSent || isPlanned ? Set.of(READ, DESCRIBE) : Set.of(READ, WRITE, DESCRIBE));
      assertThat(topic(Role.ANALYST, name))
          .as("analyst, " + name)
          .isEqualTo(isAudit || isPlanned ? Set.of(READ, WRITE, DESCRIBE) : Set.of(READ, DESCRIBE));
      assertThat(topic(Role.RELEASE_READER, name))
          .as("release-reader, " + name)
          .isEqualTo(
              isAudit
                  ? Set.of(WRITE, DESCRIBE)
                  : sums.contains(topic) ? Set.of(READ, DESCRIBE) : Set.of());
      assertThat(topic(Role.OPERATOR, name))
          .as("operator, " + name)
          .isEqualTo(
              isAudit
                  ? Set.of(CREATE, WRITE, DESCRIBE, DESCRIBE_CONFIGS)
                  : Set.of(CREATE, DELETE, ALTER, ALTER_CONFIGS, DESCRIBE, DESCRIBE_CONFIGS));
    }
  }

  /** States hold facts of students: nobody but the topologies reads them. */
  @Test
  void internalTopicsGroupsAndTransactions() {
    for (TopologyName topology : TopologyName.values()) {
      String id = topology.applicationId();
      for (String name : List.of(id + "-students-changelog", id + "-cells-repartition")) {
        for (Role role : List.of(Role.PUBLISHER, Role.ANALYST, Role.RELEASE_READER)) {
          assertThat(topic(role, name)).as(role + ", " + name).isEmpty();
        }
        assertThat(topic(Role.OPERATOR, name)).doesNotContain(READ, WRITE);
        assertThat(topic(Role.TOPOLOGIES, name))
            .contains(READ, WRITE, DELETE)
            .doesNotContain(ALTER);
      }
      for (Role role : Role.values()) {
        Set<AclOperation> group = may(role, ResourceType.GROUP, id);
        Set<AclOperation> transaction = may(role, ResourceType.TRANSACTIONAL_ID, id + "-x-0");
        switch (role) {
          case TOPOLOGIES -> {
            assertThat(group).containsExactlyInAnyOrder(READ, DESCRIBE);
            assertThat(transaction).containsExactlyInAnyOrder(WRITE, DESCRIBE);
          }
          case OPERATOR -> {
            assertThat(group).containsExactlyInAnyOrder(DELETE, DESCRIBE);
            assertThat(transaction).containsExactly(DESCRIBE);
          }
          default -> {
            assertThat(group).as(role + ", " + id).isEmpty();
            assertThat(transaction).as(role + ", " + id).isEmpty();
          }
        }
        assertThat(may(role, ResourceType.TRANSACTIONAL_ID, "pathline-complete-x"))
            .doesNotContain(role == Role.PUBLISHER ? DELETE : WRITE);
      }
    }
  }

  /** Who may alter the cluster may allow himself everything. */
  @Test
  void nobodyActsOnTheClusterOrForOthers() {
    for (Role role : Role.values()) {
      assertThat(may(role, ResourceType.CLUSTER, Resource.CLUSTER_NAME))
          .as(role.label())
          .isEqualTo(role == Role.OPERATOR ? Set.of(DESCRIBE, DESCRIBE_CONFIGS) : Set.of());
      for (String name : List.of("User:admin", "User:" + role.label(), "*")) {
        assertThat(may(role, ResourceType.DELEGATION_TOKEN, name)).isEmpty();
        assertThat(may(role, ResourceType.USER, name)).isEmpty();
      }
      for (String name : FOREIGN) {
        assertThat(topic(role, name)).as(role + ", " + name).isEmpty();
        assertThat(may(role, ResourceType.GROUP, name)).as(role + ", " + name).isEmpty();
        assertThat(may(role, ResourceType.TRANSACTIONAL_ID, name)).isEmpty();
      }
    }
  }
}
