package org.pathline.proof;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.identity.IdentityGraph;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.outcome.Contribution;
import org.pathline.domain.pathway.FactVersions;
import org.pathline.domain.pathway.Pathway;
import org.pathline.domain.pathway.PathwayDerivation;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.pathway.StudentLimits;
import org.pathline.oracle.NaiveCell;
import org.pathline.streams.codec.FactCodec;

/**
 * The pure domain put together in memory, without Kafka: facts are folded as they arrive, and every
 * change of a pathway is taken out of its old cell and put into its new one.
 */
public final class World {
  private final FactCodec encoding = new FactCodec();
  private final PathwayDerivation derivation;
  private final Map<String, FactVersions> versions = new HashMap<>();
  private final ArrivedLinks links = new ArrivedLinks();
  private final StudentLimits limits;
  private final IdentityGraph graph;
  private final Map<String, SortedSet<String>> idsOf = new HashMap<>();
  private final Map<String, String> studentOf = new HashMap<>();
  private final SortedMap<String, Pathway> pathways = new TreeMap<>();
  private final Map<CellKey, CellSums> cells = new HashMap<>();

  World(Settings settings) {
    this(settings, StudentLimits.DEFAULT);
  }

  World(Settings settings, StudentLimits limits) {
    derivation = RealLists.derivation(settings);
    this.limits = limits;
    graph = new IdentityGraph(limits.mostIds());
  }

  /** A world in which all of the facts have arrived at once. */
  public static World of(Settings settings, List<Fact> facts) {
    return of(settings, facts, StudentLimits.DEFAULT);
  }

  /** A world with limits of its own in which all of the facts have arrived at once. */
  public static World of(Settings settings, List<Fact> facts, StudentLimits limits) {
    World world = new World(settings, limits);
    world.arrive(facts);
    return world;
  }

  /** Folds what arrived together and keeps the rules. */
  void arrive(List<Fact> batch) {
    accept(batch.stream().filter(fact -> FactRules.check(fact).isEmpty()).toList());
  }

  /** Drops what was kept under other rules and breaks those of this release. */
  void check() {
    versions.replaceAll((id, kept) -> kept.only(fact -> FactRules.check(fact).isEmpty()));
    List.copyOf(idsOf.keySet()).forEach(this::derive);
  }

  /** Folds what arrived together and was accepted, by whatever rules. */
  void accept(List<Fact> batch) {
    Map<String, List<Fact>> byId = new LinkedHashMap<>();
    Set<String> touched = new TreeSet<>();
    for (Fact fact : batch) {
      if (fact instanceof IdentityLink link) {
        follow(link, touched);
      } else if (fact.type().isStudentFact()) {
        byId.computeIfAbsent(fact.envelope().studentId(), id -> new ArrayList<>()).add(fact);
      }
    }
    byId.forEach(
        (id, facts) -> {
          FactVersions before = versions.get(id);
          FactVersions after = (before == null ? FactVersions.EMPTY : before).fold(facts, encoding);
          if (after != before) {
            versions.put(id, after);
            String student = graph.resolve(id);
            studentOf.put(id, student);
            idsOf.computeIfAbsent(student, absent -> new TreeSet<>()).add(id);
            touched.add(student);
          }
        });
    touched.forEach(this::derive);
  }

  private void follow(IdentityLink link, Set<String> touched) {
    String alias = link.envelope().studentId();
    graph
        .link(alias, links.canonicalAfter(link))
        .resolutions()
        .forEach(
            (id, student) -> {
              String left = studentOf.get(id);
              if (left != null) {
                studentOf.put(id, student);
                idsOf.get(left).remove(id);
                idsOf.computeIfAbsent(student, absent -> new TreeSet<>()).add(id);
                touched.add(left);
                touched.add(student);
              }
            });
  }

  private void derive(String student) {
    SortedSet<String> ids = idsOf.getOrDefault(student, new TreeSet<>());
    List<FactVersions> all = ids.stream().map(versions::get).toList();
    List<String> aliases = ids.stream().filter(id -> !id.equals(student)).toList();
    boolean setAside =
        student.equals(IdentityGraph.SET_ASIDE)
            || all.stream().mapToInt(FactVersions::standing).sum() > limits.mostFacts();
    Pathway after =
        setAside ? null : derivation.derive(student, aliases, FactVersions.standing(all, encoding));
    Pathway before = after == null ? pathways.remove(student) : pathways.put(student, after);
    count(before, -1);
    count(after, 1);
  }

  private void count(Pathway pathway, int sign) {
    if (pathway != null) {
      Contribution contribution = Contribution.of(pathway);
      CellSums sums = cells.computeIfAbsent(contribution.cell(), absent -> new CellSums());
      sums.add(contribution, sign);
      if (sums.isZero()) {
        cells.remove(contribution.cell());
      }
    }
  }

  /** Versions by the id that received them. */
  Map<String, FactVersions> versions() {
    return versions;
  }

  /** Student to whom an id belongs. */
  String resolve(String id) {
    return graph.resolve(id);
  }

  /** Current pathways by student. */
  public SortedMap<String, Pathway> pathways() {
    return pathways;
  }

  /** Cells that were kept by adding and taking away. */
  Map<NaiveCell.Key, NaiveCell> cells() {
    return translated(cells);
  }

  /** Cells summed anew from the current pathways. */
  static Map<NaiveCell.Key, NaiveCell> summed(Collection<Pathway> pathways) {
    Map<CellKey, CellSums> sums = new HashMap<>();
    for (Pathway pathway : pathways) {
      Contribution contribution = Contribution.of(pathway);
      sums.computeIfAbsent(contribution.cell(), absent -> new CellSums()).add(contribution, 1);
    }
    return translated(sums);
  }

  private static Map<NaiveCell.Key, NaiveCell> translated(Map<CellKey, CellSums> sums) {
    Map<NaiveCell.Key, NaiveCell> translated = new HashMap<>();
    sums.forEach(
        (key, sum) -> {
          NaiveCell cell = Translation.of(key, sum);
          translated.put(cell.key(), cell);
        });
    return translated;
  }
}
