package org.pathline.domain.release.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.policy.DeclaredRegime;
import org.pathline.domain.release.Group;
import org.pathline.domain.release.ReleaseRules;
import org.pathline.domain.release.Tables;
import org.pathline.domain.sorting.RosterKey;
import org.pathline.domain.sorting.ScoreSorting;
import org.pathline.domain.sorting.SectionSums;

class PublishedSortingTest {
  private static final List<String> PLACE = List.of("districtId", "schoolId", "anchorYear");

  private static Group group(Long members, String... values) {
    return new Group(List.of(values), members, List.of());
  }

  /** S1 has many students in each year, S2 too few to be told in 2015. */
  private static final Tables TABLES =
      new Tables(
          PLACE,
          List.of(PLACE),
          List.of(),
          List.of(
              group(900L, "", "", ""),
              group(900L, "D", "", ""),
              group(300L, "D", "S1", ""),
              group(300L, "D", "S1", "2015"),
              group(200L, "D", "S2", ""),
              group(null, "D", "S2", "2015"),
              group(null, "D", "S3", "")));

  private static PublishedSorting.Measured measured(
      String school, int year, DeclaredRegime declared, long scored, Double omega2) {
    return new PublishedSorting.Measured(
        new RosterKey("D", school, year, "08", Subject.MATHEMATICS), declared, scored, omega2);
  }

  private static List<String> shown(PublishedSorting.Measured... rosters) {
    return PublishedSorting.of(TABLES, ReleaseRules.TEN, List.of(rosters)).stream()
        .map(
            each ->
                each.roster().schoolId()
                    + " "
                    + each.roster().schoolYear()
                    + " "
                    + each.measured()
                    + (each.isDeFactoTracked() ? " de facto tracked" : ""))
        .toList();
  }

  @Test
  void aBandIsShownOfEnoughStudentsAtASchoolWhoseCountsAreShown() {
    assertThat(
            shown(
                measured("S1", 2015, DeclaredRegime.DETRACKED, 120, 0.2),
                measured("S1", 2016, DeclaredRegime.TRACKED, 120, 0.91),
                measured("S2", 2016, DeclaredRegime.DETRACKED, 20, 0.03)))
        .containsExactly("S1 2015 0.2-0.3 de facto tracked", "S1 2016 >=0.8", "S2 2016 <0.1");
  }

  @Test
  void nothingIsShownOfSmallRostersOfWithheldCountsOrWithoutAnIndex() {
    assertThat(
            shown(
                measured("S1", 2015, DeclaredRegime.TRACKED, 19, 0.4),
                measured("S1", 2015, DeclaredRegime.TRACKED, 120, null),
                measured("S2", 2015, DeclaredRegime.TRACKED, 120, 0.4),
                measured("S3", 2015, DeclaredRegime.TRACKED, 120, 0.4)))
        .isEmpty();
  }

  @Test
  void aRosterThatTellsOfAWithheldCountIsFound() {
    PublishedSorting telling =
        new PublishedSorting(
            new RosterKey("D", "S2", 2015, "08", Subject.MATHEMATICS),
            DeclaredRegime.TRACKED,
            new SortingBand(3));
    assertThat(PublishedSorting.telling(TABLES, List.of(telling))).containsExactly(telling);
  }

  @Test
  void bandsAreReadAsTheyAreWrittenAndNothingFinerIs() {
    TreeSet<String> bands = new TreeSet<>();
    for (int i = -20; i <= 100; i++) {
      SortingBand band = SortingBand.of(i / 100.0);
      bands.add(band.toString());
      assertThat(SortingBand.parse(band.toString())).isEqualTo(band);
    }
    assertThat(bands).hasSize(9);
    assertThat(SortingBand.of(0.2)).hasToString("0.2-0.3");
    assertThat(SortingBand.of(0.7)).hasToString("0.7-0.8");
    assertThatThrownBy(() -> SortingBand.parse("0.237")).hasMessageContaining("no band");
  }

  /**
   * A band tells nothing of counts by thirds of prior achievement: whatever the thirds of a roster
   * that may be shown, there are percentiles and sections for every band.
   */
  @Test
  void everyBandFitsAnyCountsOfThirds() {
    long seed = 20150701;
    Random random = new Random(seed);
    for (int trial = 0; trial < 20; trial++) {
      int low = random.nextInt(15);
      int middle = random.nextInt(15);
      int high = Math.max(20 - low - middle, random.nextInt(15));
      TreeSet<Integer> reached = new TreeSet<>();
      for (int i = 0; i < 3_000 && reached.size() < 9; i++) {
        ScoreSorting sorting = ScoreSorting.of(sections(random, low, middle, high));
        if (sorting.omega2() != null) {
          reached.add(SortingBand.of(sorting.omega2()).tenths());
        }
      }
      assertThat(reached)
          .as("thirds %d, %d, %d, seed %d", low, middle, high, seed)
          .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8);
    }
  }

  /** Sections of students sorted by percentile, some of whom then sit anywhere. */
  private static List<SectionSums> sections(Random random, int low, int middle, int high) {
    List<Long> percentiles = new ArrayList<>();
    int[] students = {low, middle, high};
    double spread = random.nextDouble();
    for (int third = 0; third < 3; third++) {
      for (int i = 0; i < students[third]; i++) {
        // Two clusters within each third, so that students of one third can be sorted, too.
        double within = (2.0 * i < students[third] ? 0.05 : 0.9) + 0.05 * random.nextDouble();
        percentiles.add(Math.round(1_000 * (100.0 / 3) * (third + within * spread)));
      }
    }
    int sections = 2 + random.nextInt(5);
    double shuffled = random.nextDouble();
    List<SectionSums> all = new ArrayList<>();
    for (int i = 0; i < sections; i++) {
      all.add(new SectionSums());
    }
    for (int i = 0; i < percentiles.size(); i++) {
      int seat =
          random.nextDouble() < shuffled
              ? random.nextInt(sections)
              : i * sections / percentiles.size();
      BigInteger score = BigInteger.valueOf(percentiles.get(i));
      long[] counts = new long[SectionSums.COUNTS];
      counts[0] = 1;
      counts[1] = 1;
      all.get(seat).add(new SectionSums(counts, score, score.multiply(score)));
    }
    return all;
  }
}
