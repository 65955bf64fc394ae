package org.pathline.domain.identity;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which id goes on as which: at most one link leaves an id, and chains are followed to their end.
 *
 * <p>A chain that ends in a cycle goes on as the cycle's smallest id. The resolution is a function
 * of the links that stand, so their order of arrival cannot matter.
 */
public final class IdentityGraph {
  private final Map<String, String> links = new HashMap<>();
  private final Map<String, SortedSet<String>> linkedBy = new HashMap<>();

  /**
   * What a change of one link does.
   *
   * @param resolutions id by id that now goes on differently, the id as which it goes on
   * @param newCycle smallest id of a cycle that the change closed, or null
   */
  public record Change(SortedMap<String, String> resolutions, String newCycle) {}

  /** Sets the link that leaves an id; null removes it. */
  public Change link(String aliasId, String canonicalId) {
    SortedMap<String, String> before = resolutionsOf(upstream(aliasId));
    String removed = canonicalId == null ? links.remove(aliasId) : links.put(aliasId, canonicalId);
    if (removed != null) {
      linkedBy.get(removed).remove(aliasId);
    }
    if (canonicalId != null) {
      linkedBy.computeIfAbsent(canonicalId, absent -> new TreeSet<>()).add(aliasId);
    }
    SortedMap<String, String> changed = new TreeMap<>();
    resolutionsOf(before.keySet())
        .forEach(
            (id, resolved) -> {
              if (!resolved.equals(before.get(id))) {
                changed.put(id, resolved);
              }
            });
    boolean sameLink = canonicalId == null ? removed == null : canonicalId.equals(removed);
    return new Change(changed, sameLink ? null : cycleThrough(aliasId));
  }

  /** Id as which an id goes on; itself where no link leaves it. */
  public String resolve(String id) {
    Set<String> seen = new TreeSet<>();
    String current = id;
    while (seen.add(current)) {
      String next = links.get(current);
      if (next == null) {
        return current;
      }
      current = next;
    }
    return smallestOfCycle(current);
  }

  private String cycleThrough(String id) {
    String current = links.get(id);
    for (int steps = 0; current != null && steps <= links.size(); steps++) {
      if (current.equals(id)) {
        return smallestOfCycle(id);
      }
      current = links.get(current);
    }
    return null;
  }

  private String smallestOfCycle(String member) {
    String smallest = member;
    for (String each = links.get(member); !each.equals(member); each = links.get(each)) {
      smallest = each.compareTo(smallest) < 0 ? each : smallest;
    }
    return smallest;
  }

  /** The id and every id whose chain leads through it. */
  private Set<String> upstream(String id) {
    Set<String> found = new TreeSet<>();
    Deque<String> open = new ArrayDeque<>();
    open.add(id);
    while (!open.isEmpty()) {
      String next = open.remove();
      if (found.add(next)) {
        open.addAll(linkedBy.getOrDefault(next, new TreeSet<>()));
      }
    }
    return found;
  }

  private SortedMap<String, String> resolutionsOf(Set<String> ids) {
    SortedMap<String, String> resolutions = new TreeMap<>();
    for (String id : ids) {
      resolutions.put(id, resolve(id));
    }
    return resolutions;
  }
}
