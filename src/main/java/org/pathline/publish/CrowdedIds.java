package org.pathline.publish;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.fact.KeyVersions;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.domain.pathway.StudentLimits;
import org.pathline.streams.codec.FactCodec;

/**
 * Students that a delivery alone would set aside: mostly placeholder ids such as {@code 0} or
 * {@code UNKNOWN}, which a system writes where it knows none.
 *
 * <p>Where {@link RowsPerId} suspects any, the files are read once more, and what stands of the
 * suspects is counted: versions of one fact as one, withdrawn facts and links not at all. Memory is
 * bounded; beyond it suspects are passed over rather than accused.
 */
final class CrowdedIds {
  private static final int MOST_NAMED = 20;
  private static final int MOST_KEPT = 1_000_000;

  private final KeyVersions<IdentityLink> order = new KeyVersions<>(new FactCodec());
  private final RowsPerId rows;

  /** Per suspected student the time of the latest version of each fact, and whether it stands. */
  private final Map<String, Map<Long, Long>> facts = new TreeMap<>();

  /** Links of the aliases of which at least one leads to a suspected id. */
  private final Map<String, List<IdentityLink>> links = new HashMap<>();

  private int kept;

  private CrowdedIds(RowsPerId rows) {
    this.rows = rows;
  }

  /** A warning for each student that the files would set aside; of many, the first are named. */
  static List<String> warnings(RowsPerId rows, List<? extends RowSource> files, long now) {
    if (!rows.anyCrowded()) {
      return List.of();
    }
    CrowdedIds crowded = new CrowdedIds(rows);
    files.forEach(file -> SecondReading.of(file, now, (fact, line) -> crowded.note(fact)));
    for (RowSource file : files) {
      if (file.type() == FactType.IDENTITIES && !crowded.links.isEmpty()) {
        SecondReading.of(file, now, (fact, line) -> crowded.noteLinkOfSuspect(fact));
      }
    }
    return crowded.warnings();
  }

  private void note(Fact fact) {
    String id = fact.envelope().studentId();
    if (fact.type().isStudentFact() && rows.mayHaveTooManyFacts(id)) {
      long version = fact.envelope().recordedAt() << 1 | (fact.envelope().retracted() ? 0 : 1);
      Map<Long, Long> versions = facts.computeIfAbsent(id, absent -> new HashMap<>());
      Long identity = identity(fact);
      if (kept < MOST_KEPT || versions.containsKey(identity)) {
        int before = versions.size();
        versions.merge(identity, version, Math::max);
        kept += versions.size() - before;
      }
    } else if (fact instanceof IdentityLink link
        && rows.mayHaveTooManyLinks(link.canonicalId())
        && kept < MOST_KEPT
        && links.putIfAbsent(id, new ArrayList<>(1)) == null) {
      kept++;
    }
  }

  private void noteLinkOfSuspect(Fact fact) {
    List<IdentityLink> versions = links.get(fact.envelope().studentId());
    if (versions != null) {
      order.fold(versions, (IdentityLink) fact);
    }
  }

  /** Hash of 64 bits: that two facts of one student share it does not happen. */
  private static long identity(Fact fact) {
    long kind = fact.type().ordinal() * 2L + (fact.envelope().hasFactId() ? 1 : 0);
    return FactHash.hash(kind, fact.identity());
  }

  private List<String> warnings() {
    List<String> warnings = new ArrayList<>();
    facts.forEach(
        (id, versions) -> {
          long standing = versions.values().stream().filter(version -> (version & 1) == 1).count();
          if (standing > StudentLimits.DEFAULT.mostFacts()) {
            warnings.add(
                warning(
                    id,
                    standing,
                    "facts",
                    StudentLimits.DEFAULT.mostFacts(),
                    Reason.TOO_MANY_FACTS));
          }
        });
    Map<String, Integer> linked = new TreeMap<>();
    for (List<IdentityLink> versions : links.values()) {
      IdentityLink standing = order.greatest(versions);
      if (standing != null) {
        linked.merge(standing.canonicalId(), 1, Integer::sum);
      }
    }
    linked.forEach(
        (id, count) -> {
          if (count > StudentLimits.DEFAULT.mostIds()) {
            warnings.add(
                warning(
                    id,
                    count,
                    "ids linked to it",
                    StudentLimits.DEFAULT.mostIds(),
                    Reason.IDENTITY_HUB));
          }
        });
    if (warnings.size() > MOST_NAMED) {
      int more = warnings.size() - MOST_NAMED;
      warnings.subList(MOST_NAMED, warnings.size()).clear();
      warnings.add("warning: … and " + more + " more such ids");
    }
    return List.copyOf(warnings);
  }

  private static String warning(String id, long count, String what, int limit, Reason reason) {
    return String.format(
        Locale.ROOT,
        "warning: '%s' has %,d %s in these files alone; more than %,d set a student aside (%s)."
            + " Is it a placeholder?",
        id,
        count,
        what,
        limit,
        reason);
  }
}
