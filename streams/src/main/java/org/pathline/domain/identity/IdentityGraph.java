package org.pathline.domain.identity;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which id goes on as which: at most one link leaves an id, and chains are followed to their end.
 *
 * <p>A chain that ends in a cycle goes on as the cycle's smallest id. Ids that more ids go on as
 * than a person can have, such as a placeholder, are a hub: all its ids are set aside. Both are
 * functions of the links that stand, so their order of arrival cannot matter.
 *
 * <p>What a link costs grows with the ids whose resolution it changes, and with the smaller of two
 * groups that it joins or parts; a hub of a million ids makes the next link to it no dearer.
 */
public final class IdentityGraph {
  /** Stands for the id as which an id goes on that is one of a hub. */
  public static final String SET_ASIDE = "";

  private final int mostIds;
  private final Map<String, String> links = new HashMap<>();
  private final Map<String, Set<String>> linkedBy = new HashMap<>();
  private final Map<String, Group> groups = new HashMap<>();

  /** Ids that links join to one student. */
  private static final class Group {
    final Set<String> ids;
    String canonicalId;

    Group(Set<String> ids, String canonicalId) {
      this.ids = ids;
      this.canonicalId = canonicalId;
    }
  }

  /**
   * What a change of one link does.
   *
   * @param resolutions id by id that now goes on differently, the id as which it goes on, or {@link
   *     #SET_ASIDE}
   * @param newCycle smallest id of a cycle that the change closed, or null
   * @param newHubs canonical ids of groups that are a hub now and were none under that id
   * @param formerHubs canonical ids of groups that were a hub under that id and are none now
   * @param hubsAppeared whether there are more hubs than before
   */
  public record Change(
      SortedMap<String, String> resolutions,
      @Nullable String newCycle,
      SortedSet<String> newHubs,
      SortedSet<String> formerHubs,
      boolean hubsAppeared) {}

  /**
   * Graph without links.
   *
   * @param mostIds ids that a person can have
   */
  public IdentityGraph(int mostIds) {
    this.mostIds = mostIds;
  }

  /** Sets the link that leaves an id; null removes it. */
  public Change link(String aliasId, @Nullable String canonicalId) {
    if (Objects.equals(links.get(aliasId), canonicalId)) {
      return new Change(new TreeMap<>(), null, new TreeSet<>(), new TreeSet<>(), false);
    }
    Before before = new Before();
    before.note(aliasId);
    if (canonicalId != null) {
      before.note(canonicalId);
    }
    if (links.containsKey(aliasId)) {
      part(aliasId, before);
    }
    String cycle = canonicalId == null ? null : join(aliasId, canonicalId);
    return before.changeTo(cycle, aliasId, canonicalId);
  }

  /** Id as which an id goes on; itself where no link joins it, {@link #SET_ASIDE} within a hub. */
  public String resolve(String id) {
    Group group = groups.get(id);
    return group == null ? id : isHub(group) ? SET_ASIDE : group.canonicalId;
  }

  private boolean isHub(Group group) {
    return group.ids.size() > mostIds;
  }

  /** How things were before a change, as far as it can change them; a hub is never walked. */
  private final class Before {
    private final Map<String, String> resolutions = new HashMap<>();
    private final SortedSet<String> hubs = new TreeSet<>();

    void note(String id) {
      Group group = groups.get(id);
      if (group == null) {
        resolutions.put(id, id);
      } else if (isHub(group)) {
        hubs.add(group.canonicalId);
      } else {
        group.ids.forEach(each -> resolutions.put(each, group.canonicalId));
      }
    }

    /** Notes ids that were of a hub and may now be of none. */
    void wereSetAside(Collection<String> ids) {
      if (ids.size() <= mostIds) {
        ids.forEach(id -> resolutions.putIfAbsent(id, SET_ASIDE));
      }
    }

    Change changeTo(@Nullable String cycle, String aliasId, @Nullable String canonicalId) {
      SortedMap<String, String> changed = new TreeMap<>();
      resolutions.forEach(
          (id, resolved) -> {
            String now = resolve(id);
            if (!now.equals(resolved)) {
              changed.put(id, now);
            }
          });
      SortedSet<String> now = new TreeSet<>();
      for (String id : candidates(aliasId, canonicalId)) {
        Group group = groups.get(id);
        if (group != null && isHub(group)) {
          now.add(group.canonicalId);
        }
      }
      SortedSet<String> appeared = new TreeSet<>(now);
      appeared.removeAll(hubs);
      SortedSet<String> gone = new TreeSet<>(hubs);
      gone.removeAll(now);
      return new Change(changed, cycle, appeared, gone, now.size() > hubs.size());
    }

    /** Ids that lie in every group that the change touched. */
    private Set<String> candidates(String aliasId, @Nullable String canonicalId) {
      Set<String> ids = new TreeSet<>(hubs);
      ids.add(aliasId);
      if (canonicalId != null) {
        ids.add(canonicalId);
      }
      return ids;
    }
  }

  /** Removes the link that leaves an id. */
  private void part(String aliasId, Before before) {
    Group group = Objects.requireNonNull(groups.get(aliasId));
    boolean wasHub = isHub(group);
    String other = links.remove(aliasId);
    Set<String> linking = Objects.requireNonNull(linkedBy.get(other));
    linking.remove(aliasId);
    if (linking.isEmpty()) {
      linkedBy.remove(other);
    }
    Walk fromAlias = new Walk(aliasId);
    Walk fromOther = new Walk(other);
    // Step by step on both sides, so that the smaller one decides what this costs.
    while (fromAlias.goesOn() && fromOther.goesOn()) {
      fromAlias.step();
      fromOther.step();
      if (fromAlias.found.contains(other) || fromOther.found.contains(aliasId)) {
        // It closed a cycle: all are still joined, and now the chain ends here.
        group.canonicalId = aliasId;
        return;
      }
    }
    boolean aliasLeaves = !fromAlias.goesOn();
    Set<String> leaving = aliasLeaves ? fromAlias.found : fromOther.found;
    String end = group.canonicalId;
    group.ids.removeAll(leaving);
    if (wasHub) {
      before.wereSetAside(leaving);
      before.wereSetAside(group.ids);
    }
    Group left = new Group(leaving, aliasLeaves ? aliasId : end);
    group.canonicalId = aliasLeaves ? end : aliasId;
    leaving.forEach(id -> groups.put(id, left));
    forgetAlone(left);
    forgetAlone(group);
  }

  /** A group of one id that no link touches is none. */
  private void forgetAlone(Group group) {
    if (group.ids.size() == 1) {
      group.ids.forEach(groups::remove);
    }
  }

  /** Adds a link; returns the smallest id of the cycle that it closes, or null. */
  private @Nullable String join(String aliasId, String canonicalId) {
    links.put(aliasId, canonicalId);
    linkedBy.computeIfAbsent(canonicalId, absent -> new HashSet<>()).add(aliasId);
    Group from = groups.computeIfAbsent(aliasId, IdentityGraph::alone);
    Group to = groups.computeIfAbsent(canonicalId, IdentityGraph::alone);
    if (from == to) {
      to.canonicalId = smallestOfCycle(aliasId);
      return to.canonicalId;
    }
    boolean grow = to.ids.size() >= from.ids.size();
    Group kept = grow ? to : from;
    Group moved = grow ? from : to;
    kept.canonicalId = to.canonicalId;
    kept.ids.addAll(moved.ids);
    moved.ids.forEach(id -> groups.put(id, kept));
    return null;
  }

  private static Group alone(String id) {
    Set<String> ids = new HashSet<>();
    ids.add(id);
    return new Group(ids, id);
  }

  private String smallestOfCycle(String member) {
    String smallest = member;
    for (String each = next(member); !each.equals(member); each = next(each)) {
      smallest = each.compareTo(smallest) < 0 ? each : smallest;
    }
    return smallest;
  }

  private String next(String ofCycle) {
    return Objects.requireNonNull(links.get(ofCycle));
  }

  /** Walks from an id over links in both directions, an id at a step. */
  private final class Walk {
    final Set<String> found = new HashSet<>();
    private final ArrayDeque<Iterator<String>> open = new ArrayDeque<>();

    Walk(String from) {
      enter(from);
    }

    private void enter(String id) {
      if (!found.add(id)) {
        return;
      }
      String next = links.get(id);
      if (next != null) {
        open.add(List.of(next).iterator());
      }
      Set<String> linking = linkedBy.get(id);
      if (linking != null) {
        open.add(linking.iterator());
      }
    }

    boolean goesOn() {
      while (!open.isEmpty() && !open.peek().hasNext()) {
        open.remove();
      }
      return !open.isEmpty();
    }

    void step() {
      if (goesOn()) {
        enter(open.peek().next());
      }
    }
  }
}
