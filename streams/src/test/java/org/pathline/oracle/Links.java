package org.pathline.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.IdentityLink;

/** Who is who, by the identity links that stand. */
final class Links {
  private final Map<String, String> canonicalOf = new TreeMap<>();
  private final Map<String, SortedSet<String>> aliasesOf = new TreeMap<>();
  private final Set<Mistake> mistakes;

  Links(List<IdentityLink> links, Versions versions, Set<Mistake> mistakes) {
    this.mistakes = mistakes;
    Map<String, List<Fact>> byAlias = new LinkedHashMap<>();
    for (IdentityLink link : links) {
      boolean dropped =
          link.envelope().retracted() && mistakes.contains(Mistake.LINKS_NEVER_RETRACTED);
      if (!dropped) {
        byAlias.computeIfAbsent(link.envelope().studentId(), key -> new ArrayList<>()).add(link);
      }
    }
    byAlias.forEach(
        (alias, messages) -> {
          List<Fact> standing = versions.standing(messages);
          if (!standing.isEmpty()) {
            canonicalOf.put(alias, ((IdentityLink) versions.latest(standing)).canonicalId());
          }
        });
    for (String alias : canonicalOf.keySet()) {
      String student = resolve(alias);
      if (!alias.equals(student)) {
        aliasesOf.computeIfAbsent(student, key -> new TreeSet<>()).add(alias);
      }
    }
  }

  /** Id of the student to whom an id belongs. */
  String resolve(String id) {
    if (mistakes.contains(Mistake.CHAINS_NOT_FOLLOWED)) {
      return canonicalOf.getOrDefault(id, id);
    }
    List<String> path = new ArrayList<>();
    String at = id;
    while (canonicalOf.containsKey(at)) {
      if (path.contains(at)) {
        return new TreeSet<>(path.subList(path.indexOf(at), path.size())).first();
      }
      path.add(at);
      at = canonicalOf.get(at);
    }
    return at;
  }

  /** Linked ids that belong to a student, without the student's own. */
  SortedSet<String> aliases(String studentId) {
    return aliasesOf.getOrDefault(studentId, new TreeSet<>());
  }
}
