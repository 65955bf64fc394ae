package org.pathline.publish;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.Doubt;
import org.pathline.domain.fact.DoubtRules;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.SchoolEnrollment;

/**
 * What is doubtful in one delivery, by kind; memory is bounded.
 *
 * <p>Rows are looked at one by one, also those that a later row corrects; only stays are looked at
 * in the version that stands, which needs a {@linkplain #lookAgain second reading}. Retractions are
 * looked at only beside what else is said of their fact.
 */
public final class Doubts implements AutoCloseable {
  private final Map<Doubt.Kind, Doubted> ofFacts = new EnumMap<>(Doubt.Kind.class);
  private final SimilarIds similar = new SimilarIds();
  private GradesOfYears grades = new GradesOfYears();
  private final UnjoinedIds unjoined = new UnjoinedIds();
  private final StatedTwice twice = new StatedTwice();

  /**
   * Looks at a fact that keeps the rules.
   *
   * @param listing whether a later version may correct it
   * @param file where it stands, as it is to be named
   * @param line physical line where it begins, from 1
   */
  public void add(Fact fact, Listing listing, String file, long line) {
    twice.add(fact, listing, file, line);
    if (fact.envelope().retracted()) {
      return;
    }
    note(DoubtRules.of(fact), file, line);
    if (fact instanceof CourseGrade grade) {
      note(DoubtRules.ofMark(grade), file, line);
    }
    similar.add(fact, file, line);
    unjoined.add(fact, file, line);
    if (fact instanceof SchoolEnrollment stay) {
      grades.add(stay, file, line);
    }
  }

  private void note(@Nullable Doubt doubt, String file, long line) {
    if (doubt != null) {
      ofFacts.merge(doubt.kind(), new Doubted(doubt.kind(), 1, file, line, doubt), Doubted::and);
    }
  }

  /** Takes a stay and where it stands. */
  @FunctionalInterface
  interface StayAt {
    /** Takes a stay, its file and its line. */
    void accept(SchoolEnrollment stay, String file, long line);
  }

  /**
   * Looks at the stays again whose grades may contradict each other, in the versions that stand.
   *
   * @param stays hands on every stay of the delivery once more, retractions among them
   */
  void lookAgain(Consumer<StayAt> stays) {
    if (!grades.anySuspected()) {
      return;
    }
    GradesOfYears suspected = grades;
    StandingStays standing = new StandingStays(suspected);
    stays.accept(standing);
    GradesOfYears all = new GradesOfYears();
    standing.forEach(all::add);
    grades = all.again();
    standing.forEach(grades::add);
  }

  /**
   * What was doubted, in the order of the kinds.
   *
   * @param connection the cluster that may know students of whom the delivery says too little; null
   *     where there is none
   * @throws ClusterException when the cluster does not answer
   */
  public List<Doubted> found(@Nullable Connection connection, Progress progress) {
    List<Doubted> found = new ArrayList<>(ofFacts.values());
    Stream.of(
            similar.found(),
            twice.found().doubted(),
            twice.found().shared(),
            grades.found(),
            unjoined.found(connection == null ? null : new KnownStudents(connection, progress)))
        .filter(Objects::nonNull)
        .forEach(found::add);
    found.sort(Comparator.comparing(Doubted::kind));
    return found;
  }

  /** How many rows say of a fact what another row has said. */
  long repeatedRows() {
    return twice.found().repeated();
  }

  @Override
  public void close() {
    twice.close();
  }
}
