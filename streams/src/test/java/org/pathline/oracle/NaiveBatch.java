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

  /** Standing facts of each student by the id to which the student's ids resolve. */
  private record Students(
      Links links, Versions versions, SortedMap<String, List<Fact>> standingFacts) {}

  /** What follows from the facts; their order means nothing unless a mistake makes it so. */
  public NaiveResult compute(List<Fact> facts) {
    Students found = students(facts);
    SortedMap<String, NaiveStudent> students = new TreeMap<>();
    found.standingFacts.forEach(
        (id, standing) ->
            students.put(
                id,
                new NaiveDerivation(id, new Standing(standing, mistakes), settings, found.versions)
                    .student(found.links.aliases(id))));
    return new NaiveResult(
        students,
        NaiveCell.of(students.values()),
        NaiveCell.milestonesOf(students.values()),
        students.values().stream().filter(student -> !student.isAnchored()).count());
  }

  /** The rosters in which the students sit, under the policies among the facts. */
  public List<NaiveRoster> rosters(List<Fact> facts, RosterMistake... planted) {
    Students found = students(facts);
    return new NaiveRosters(settings.encoding(), planted)
        .of(found.standingFacts.values(), found.versions, facts);
  }

  private Students students(List<Fact> facts) {
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
    SortedMap<String, List<Fact>> students = new TreeMap<>();
    messages.forEach(
        (id, theirs) -> {
          List<Fact> standing = versions.standing(theirs);
          if (!standing.isEmpty()) {
            students.put(id, standing);
          }
        });
    return new Students(links, versions, students);
  }
}
