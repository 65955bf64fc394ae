package org.pathline.ask;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactOrder;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.pathway.FactVersions;
import org.pathline.domain.pathway.StandingFacts;

/**
 * One fact in a student's file.
 *
 * @param fact the latest version that was received under one id, the one in its envelope
 * @param line the fact in words
 * @param standing whether it counts
 */
public record FiledFact(Fact fact, FactLine line, Standing standing) {

  /** Whether a fact counts, and if not, why. */
  public enum Standing {
    STANDS,
    RETRACTED,
    /** Another id of the student has a later version, perhaps a retraction. */
    REPLACED
  }

  private static final Comparator<FiledFact> TIMELINE =
      Comparator.comparing(
              (FiledFact each) -> each.line.on(), Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(each -> each.fact.type())
          .thenComparing(each -> each.fact.identity())
          .thenComparing(each -> each.fact.envelope().studentId());

  /** Every fact that was received for one student, in order of the effective dates. */
  static List<FiledFact> of(List<FactVersions> received, FactOrder.Encoding encoding) {
    StandingFacts standing = FactVersions.standing(received, encoding);
    List<FiledFact> facts = new ArrayList<>();
    for (FactType type : FactType.values()) {
      Set<Fact> counted = new HashSet<>(standing.ofType(type));
      for (FactVersions versions : received) {
        for (Fact fact : versions.ofType(type)) {
          facts.add(new FiledFact(fact, FactLine.of(fact), standing(fact, counted)));
        }
      }
    }
    facts.sort(TIMELINE);
    return facts;
  }

  private static Standing standing(Fact fact, Set<Fact> counted) {
    if (fact.envelope().retracted()) {
      return Standing.RETRACTED;
    }
    return counted.contains(fact) ? Standing.STANDS : Standing.REPLACED;
  }
}
