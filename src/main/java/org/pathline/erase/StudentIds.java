package org.pathline.erase;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.pathline.cluster.Connection;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.fact.KeyVersions;
import org.pathline.domain.pathway.StudentLimits;
import org.pathline.streams.codec.FactCodec;
import org.pathline.topics.PublishedFacts;

/** The ids of one student, by the identity links that stand in their topic. */
final class StudentIds {
  private StudentIds() {}

  /**
   * The ids that links join to an id, and the id itself; it alone where they are more than a person
   * can have, for then it is linked to a placeholder and nobody knows to whom the others belong.
   */
  static SortedSet<String> of(Connection connection, String id) {
    Map<String, SortedSet<String>> neighbours = new HashMap<>();
    KeyVersions<IdentityLink> order = new KeyVersions<>(new FactCodec());
    for (List<IdentityLink> versions : links(connection, order).values()) {
      IdentityLink standing = order.greatest(versions);
      if (standing != null) {
        join(neighbours, standing.envelope().studentId(), standing.canonicalId());
        join(neighbours, standing.canonicalId(), standing.envelope().studentId());
      }
    }
    SortedSet<String> found = new TreeSet<>(List.of(id));
    ArrayDeque<String> open = new ArrayDeque<>(found);
    while (!open.isEmpty()) {
      for (String next : neighbours.getOrDefault(open.remove(), new TreeSet<>())) {
        if (found.add(next)) {
          open.add(next);
        }
      }
    }
    return found.size() > StudentLimits.DEFAULT.mostIds() ? new TreeSet<>(List.of(id)) : found;
  }

  private static void join(Map<String, SortedSet<String>> neighbours, String one, String other) {
    neighbours.computeIfAbsent(one, none -> new TreeSet<>()).add(other);
  }

  private static Map<String, List<IdentityLink>> links(
      Connection connection, KeyVersions<IdentityLink> order) {
    Map<String, List<IdentityLink>> links = new HashMap<>();
    try (PublishedFacts published = new PublishedFacts(connection)) {
      published.read(
          Set.of(FactType.IDENTITIES),
          fact -> true,
          fact ->
              order.fold(
                  links.computeIfAbsent(fact.envelope().studentId(), none -> new ArrayList<>()),
                  (IdentityLink) fact),
          read -> {});
    }
    return links;
  }
}
