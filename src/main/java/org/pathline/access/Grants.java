package org.pathline.access;

import static org.apache.kafka.common.resource.PatternType.LITERAL;
import static org.apache.kafka.common.resource.PatternType.PREFIXED;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.Resource;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.pathline.schemas.Topic;

/** Collects what one principal is allowed, from any host. */
final class Grants {
  private final String principal;
  private final List<AclBinding> bindings = new ArrayList<>();

  Grants(String principal) {
    this.principal = principal;
  }

  void topic(Topic topic, AclOperation... operations) {
    allow(ResourceType.TOPIC, topic.name(), LITERAL, operations);
  }

  void topics(String prefix, AclOperation... operations) {
    allow(ResourceType.TOPIC, prefix, PREFIXED, operations);
  }

  void group(String id, AclOperation... operations) {
    allow(ResourceType.GROUP, id, LITERAL, operations);
  }

  void groups(String prefix, AclOperation... operations) {
    allow(ResourceType.GROUP, prefix, PREFIXED, operations);
  }

  void transactionalIds(String prefix, AclOperation... operations) {
    allow(ResourceType.TRANSACTIONAL_ID, prefix, PREFIXED, operations);
  }

  void cluster(AclOperation... operations) {
    allow(ResourceType.CLUSTER, Resource.CLUSTER_NAME, LITERAL, operations);
  }

  /** Takes away what a prefix would allow. */
  void never(Topic topic, AclOperation... operations) {
    add(ResourceType.TOPIC, topic.name(), LITERAL, AclPermissionType.DENY, operations);
  }

  private void allow(
      ResourceType type, String name, PatternType pattern, AclOperation... operations) {
    add(type, name, pattern, AclPermissionType.ALLOW, operations);
  }

  private void add(
      ResourceType type,
      String name,
      PatternType pattern,
      AclPermissionType permission,
      AclOperation... operations) {
    for (AclOperation operation : operations) {
      bindings.add(
          new AclBinding(
              new ResourcePattern(type, name, pattern),
              new AccessControlEntry(principal, "*", operation, permission)));
    }
  }

  List<AclBinding> bindings() {
    return List.copyOf(bindings);
  }
}
