package org.pathline.domain.pathway;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is kept of one id: its own facts, the facts handed over by ids that are the same student,
 * and what was last published of it; immutable.
 *
 * @param goesOnAs id under which this id's facts go on, or null where the id stands for itself
 * @param own versions received under this id
 * @param received versions handed over, by the id that received them
 * @param published fingerprint of the pathway that was last published; 0 where none stands
 * @param milestones milestones that were last published
 */
public record StudentState(
    String goesOnAs,
    FactVersions own,
    SortedMap<String, FactVersions> received,
    long published,
    List<Pathway.Reached> milestones) {

  /** State of an id of which nothing is known. */
  public static final StudentState EMPTY =
      new StudentState(null, FactVersions.EMPTY, new TreeMap<>(), 0, List.of());

  /** Whether this id is one of the others of a student. */
  public boolean isAlias() {
    return goesOnAs != null;
  }

  /** Everything that was received for the student who goes by this id. */
  public List<FactVersions> all() {
    List<FactVersions> all = new ArrayList<>(1 + received.size());
    all.add(own);
    all.addAll(received.values());
    return all;
  }

  /** This state with other facts of its own. */
  public StudentState withOwn(FactVersions versions) {
    return new StudentState(goesOnAs, versions, received, published, milestones);
  }

  /** This state after another id handed over its facts; empty versions take them back. */
  public StudentState withReceived(String fromId, FactVersions versions) {
    SortedMap<String, FactVersions> changed = new TreeMap<>(received);
    if (versions.isEmpty()) {
      changed.remove(fromId);
    } else {
      changed.put(fromId, versions);
    }
    return new StudentState(goesOnAs, own, changed, published, milestones);
  }

  /** This state under another resolution of its id; null where it stands for itself. */
  public StudentState withGoesOnAs(String id) {
    return new StudentState(id, own, received, published, milestones);
  }

  /** This state after something was published. */
  public StudentState withPublished(long fingerprint, List<Pathway.Reached> reached) {
    return new StudentState(goesOnAs, own, received, fingerprint, reached);
  }

  /** Whether the state need not be kept. */
  public boolean isEmpty() {
    return goesOnAs == null && own.isEmpty() && received.isEmpty() && published == 0;
  }
}
