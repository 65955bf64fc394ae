package org.pathline.oracle;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.IdentityLink;

/**
 * A recomputation of all students and cells from all facts, slow and plain.
 *
 * <p>Shares with the domain the facts themselves, the rules that reject them, and the order of
 * identities; the rest is written a second time from the definitions. Holds no state, so one
 * instance may compute any number of results.
 */
public final class NaiveBatch {
  private final NaiveSettings settings;
  private final Set<Mistake> mistakes;

  /** A batch that makes the given mistakes; with none it is right. */
  public NaiveBatch(NaiveSettings settings, Mistake... mistakes) {
    this.settings = settings;
    this.mistakes = EnumSet.noneOf(Mistake.class);
    this.mistakes.addAll(List.of(mistakes));
  }

  /** What follows from the facts; their order means nothing unless a mistake makes it so. */
  public NaiveResult compute(List<Fact> facts) {
    List<Fact> accepted = facts.stream().filter(fact -> FactRules.check(fact).isEmpty()).toList();
    Versions versions = new Versions(settings.encoding(), mistakes);
    Links links =
        new Links(
            accepted.stream()
                .filter(IdentityLink.class::isInstance)
                .map(IdentityLink.class::cast)
                .toList(),
            versions,
            mistakes);
    Map<String, List<Fact>> messages = new LinkedHashMap<>();
    for (Fact fact : accepted) {
      if (fact.type().isStudentFact()) {
        messages
            .computeIfAbsent(links.resolve(fact.envelope().studentId()), id -> new ArrayList<>())
            .add(fact);
      }
    }
    SortedMap<String, NaiveStudent> students = new TreeMap<>();
    messages.forEach(
        (id, theirs) -> {
          List<Fact> standing = versions.standing(theirs);
          if (!standing.isEmpty()) {
            students.put(
                id,
                new Derivation(id, new Standing(standing, mistakes), settings, versions)
                    .student(links.aliases(id)));
          }
        });
    return new NaiveResult(
        students,
        NaiveCell.of(students.values()),
        NaiveCell.milestonesOf(students.values()),
        students.values().stream().filter(student -> !student.isAnchored()).count());
  }
}
