package org.pathline.proof;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.pathway.Pathway;
import org.pathline.oracle.NaiveCell;
import org.pathline.oracle.NaiveResult;
import org.pathline.oracle.NaiveStudent;

/** Where production and oracle disagree, one line each; an empty list is agreement. */
final class Differences {
  private Differences() {}

  /** Differences in any field of any student. */
  static List<String> ofStudents(
      Collection<Pathway> pathways, NaiveResult expected, List<Fact> facts) {
    Set<String> received =
        facts.stream()
            .filter(fact -> fact.type().isStudentFact() && FactRules.check(fact).isEmpty())
            .map(fact -> fact.envelope().studentId())
            .collect(Collectors.toSet());
    SortedMap<String, NaiveStudent> actual = new TreeMap<>();
    pathways.forEach(pathway -> actual.put(pathway.studentId(), Translation.of(pathway)));
    SortedMap<String, NaiveStudent> wanted = new TreeMap<>();
    expected.students().forEach((id, student) -> wanted.put(id, withAliasesIn(student, received)));
    return between("student", actual, wanted);
  }

  /** Differences between cells, exact to the last digit. */
  static List<String> ofCells(
      Map<NaiveCell.Key, NaiveCell> actual, Map<NaiveCell.Key, NaiveCell> expected) {
    return between("cell", actual, expected);
  }

  /** Cells as they must be published. */
  static Map<NaiveCell.Key, NaiveCell> published(NaiveResult expected) {
    Map<NaiveCell.Key, NaiveCell> cells = new HashMap<>();
    expected.cells().forEach((key, cell) -> cells.put(key, Translation.published(cell)));
    return cells;
  }

  private static <K, V> List<String> between(String what, Map<K, V> actual, Map<K, V> expected) {
    Set<K> keys = new java.util.LinkedHashSet<>(actual.keySet());
    keys.addAll(expected.keySet());
    List<String> differences = new ArrayList<>();
    for (K key : keys) {
      V found = actual.get(key);
      V wanted = expected.get(key);
      if (!Objects.equals(found, wanted)) {
        differences.add(what + " " + key + "\n  found  " + found + "\n  wanted " + wanted);
      }
    }
    return differences;
  }

  /** The oracle names every linked id, a pathway those under which something was received. */
  private static NaiveStudent withAliasesIn(NaiveStudent student, Set<String> received) {
    SortedSet<String> aliases = new TreeSet<>(student.aliases());
    aliases.retainAll(received);
    return new NaiveStudent(
        student.studentId(),
        aliases,
        student.raceEthnicity(),
        student.sex(),
        student.economicallyDisadvantaged(),
        student.englishLearner(),
        student.districtId(),
        student.schoolId(),
        student.anchorYear(),
        student.expectedYear(),
        student.prior(),
        student.channel(),
        student.firstAheadGrade(),
        student.pace(),
        student.outcomes(),
        student.gradePoints(),
        student.milestones());
  }
}
