package org.pathline.simulate;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactOrder;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.outcome.Contribution;
import org.pathline.domain.pathway.FactVersions;
import org.pathline.domain.pathway.Milestone;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Pathway;
import org.pathline.domain.pathway.Pathway.Channel;
import org.pathline.domain.pathway.PathwayDerivation;
import org.pathline.domain.pathway.Settings;
import org.pathline.streams.codec.FactCodec;

/** What the product's own domain derives from written files, without Kafka. */
final class DerivedState {
  private final Map<CellKey, CellSums> cells = new TreeMap<>(Comparator.comparing(CellKey::text));
  private int students;

  static DerivedState of(Path directory) throws IOException {
    return of(directory, fact -> true);
  }

  /** State from those facts only that pass a filter. */
  static DerivedState of(Path directory, Predicate<Fact> kept) throws IOException {
    FactCodec codec = new FactCodec();
    Map<String, IdentityLink> links = new TreeMap<>();
    for (Fact fact : WrittenFacts.read(directory, FactType.IDENTITIES)) {
      links.merge(
          fact.envelope().studentId(),
          (IdentityLink) fact,
          (one, two) -> FactOrder.supersedes(two, one, codec) ? two : one);
    }
    Map<String, List<Fact>> byStudent = new TreeMap<>();
    for (FactType type : FactType.values()) {
      if (!type.isStudentFact()) {
        continue;
      }
      for (Fact fact : WrittenFacts.read(directory, type)) {
        if (kept.test(fact)) {
          String id = resolve(fact.envelope().studentId(), links);
          byStudent.computeIfAbsent(id, i -> new ArrayList<>()).add(fact);
        }
      }
    }
    DerivedState state = new DerivedState();
    PathwayDerivation derivation = new PathwayDerivation(Settings.DEFAULT, codec);
    byStudent.forEach(
        (id, facts) -> {
          FactVersions versions = FactVersions.EMPTY.fold(facts, codec);
          Pathway pathway =
              derivation.derive(id, List.of(), FactVersions.standing(List.of(versions), codec));
          if (pathway != null) {
            state.add(Contribution.of(pathway));
          }
        });
    return state;
  }

  private static String resolve(String id, Map<String, IdentityLink> links) {
    IdentityLink link = links.get(id);
    return link == null || link.envelope().retracted() ? id : resolve(link.canonicalId(), links);
  }

  private void add(Contribution contribution) {
    students++;
    cells.computeIfAbsent(contribution.cell(), key -> new CellSums()).add(contribution, 1);
  }

  /** All that each cell counts, as text. */
  Map<String, String> cells() {
    Map<String, String> texts = new TreeMap<>();
    cells.forEach((key, sums) -> texts.put(key.text(), text(sums)));
    return texts;
  }

  /** All cells, in the order of their keys. */
  List<Cell> standing() {
    return cells.entrySet().stream().map(each -> new Cell(each.getKey(), each.getValue())).toList();
  }

  private static String text(CellSums sums) {
    StringBuilder text = new StringBuilder().append(sums.members());
    for (Outcome outcome : Outcome.values()) {
      text.append(' ')
          .append(outcome)
          .append(List.of(sums.eligible(outcome), sums.observed(outcome), sums.attained(outcome)));
    }
    for (Channel channel : Channel.values()) {
      text.append(' ').append(channel).append(sums.students(channel));
      text.append('/').append(sums.stemEntrants(channel));
    }
    for (Milestone milestone : Milestone.values()) {
      text.append(' ').append(milestone).append(sums.students(milestone));
    }
    return text.append(' ')
        .append(sums.gradePoints())
        .append(' ')
        .append(sums.gradePointSquares())
        .toString();
  }

  int students() {
    return students;
  }

  /** Sum of the cells that pass a filter. */
  CellSums sum(Predicate<CellKey> wanted) {
    CellSums sum = new CellSums();
    cells.forEach(
        (key, cell) -> {
          if (wanted.test(key)) {
            sum.add(cell);
          }
        });
    return sum;
  }
}
