package org.pathline.domain.pathway;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Violation.Reason;

/**
 * What is kept of one id: its own facts, the facts handed over by ids that are the same student,
 * and what was last published of it; immutable.
 *
 * @param goesOnAs id under which this id's facts go on; null where the id stands for itself, {@link
 *     #OF_A_HUB} where it is one of a hub
 * @param own versions received under this id
 * @param received versions handed over, by the id that received them
 * @param setAside why the student is set aside; null where it is not
 * @param published fingerprint of the pathway that was last published; 0 where none stands
 * @param milestones milestones that were last published
 * @param doubts what was last published of doubts; 0 where none stands
 */
public record StudentState(
    @Nullable String goesOnAs,
    Holding own,
    SortedMap<String, Holding> received,
    @Nullable Reason setAside,
    long published,
    List<Pathway.Reached> milestones,
    long doubts) {

  /** Stands for the id as which an id goes on that is one of a hub. */
  public static final String OF_A_HUB = "";

  /** State of an id of which nothing is known. */
  public static final StudentState EMPTY =
      new StudentState(null, Holding.NOTHING, new TreeMap<>(), null, 0, List.of(), 0);

  /** Whether this id is one of the others of a student. */
  public boolean isAlias() {
    return goesOnAs != null && !isOfHub();
  }

  /** Id under which the facts of an {@link #isAlias alias} go on. */
  public String canonicalId() {
    return Objects.requireNonNull(goesOnAs);
  }

  /** Whether this id is one of more than a person can have. */
  public boolean isOfHub() {
    return OF_A_HUB.equals(goesOnAs);
  }

  /** Whether more than so many facts stand; a function of each id's facts alone. */
  public boolean hasMoreFactsThan(int most) {
    long standing = own.standing();
    for (Holding each : received.values()) {
      standing += each.standing();
    }
    return standing > most;
  }

  /** Whether all versions are at hand. */
  public boolean isAtHand() {
    return own.parts() == 0 && received.values().stream().allMatch(each -> each.parts() == 0);
  }

  /** Versions at hand of everything that was received for the student who goes by this id. */
  public List<FactVersions> all() {
    List<FactVersions> all = new ArrayList<>(1 + received.size());
    all.add(own.versions());
    received.values().forEach(each -> all.add(each.versions()));
    return all;
  }

  /** This state with other facts of its own. */
  public StudentState withOwn(Holding holding) {
    return holding == own
        ? this
        : new StudentState(goesOnAs, holding, received, setAside, published, milestones, doubts);
  }

  /** This state after another id handed over its facts; an empty holding takes them back. */
  public StudentState withReceived(String fromId, Holding holding) {
    SortedMap<String, Holding> changed = new TreeMap<>(received);
    if (holding.isEmpty()) {
      changed.remove(fromId);
    } else {
      changed.put(fromId, holding);
    }
    return new StudentState(goesOnAs, own, changed, setAside, published, milestones, doubts);
  }

  /** This state under another resolution of its id; null where it stands for itself. */
  public StudentState withGoesOnAs(@Nullable String id) {
    return new StudentState(id, own, received, setAside, published, milestones, doubts);
  }

  /** This state after something was published. */
  public StudentState withPublished(
      @Nullable Reason why, long fingerprint, List<Pathway.Reached> reached) {
    return new StudentState(goesOnAs, own, received, why, fingerprint, reached, doubts);
  }

  /** This state after doubts were published. */
  public StudentState withDoubts(long told) {
    return told == doubts
        ? this
        : new StudentState(goesOnAs, own, received, setAside, published, milestones, told);
  }

  /** Whether the state need not be kept. */
  public boolean isEmpty() {
    return goesOnAs == null
        && own.isEmpty()
        && received.isEmpty()
        && setAside == null
        && published == 0
        && doubts == 0;
  }
}
