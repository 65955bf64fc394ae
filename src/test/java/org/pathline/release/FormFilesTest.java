package org.pathline.release;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.domain.effect.answer.EffectAnswer;
import org.pathline.domain.effect.answer.EffectQuestion;
import org.pathline.domain.effect.answer.EffectRow;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.effect.cell.Students;
import org.pathline.domain.effect.cell.Study;
import org.pathline.domain.equity.Grouping;
import org.pathline.domain.equity.Ledger;
import org.pathline.domain.equity.LedgerRow;
import org.pathline.domain.fact.Acceleration;
import org.pathline.domain.fact.ClassroomPolicy;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Regime;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.policy.CellRegimes;
import org.pathline.domain.policy.DeclaredRegime;
import org.pathline.domain.policy.StandingPolicies;
import org.pathline.domain.release.Release;
import org.pathline.domain.release.ReleaseRules;
import org.pathline.domain.release.Tables;
import org.pathline.domain.release.form.PublishedEffect;
import org.pathline.domain.release.form.PublishedEffects;
import org.pathline.domain.release.form.PublishedGap;
import org.pathline.domain.release.form.PublishedGaps;
import org.pathline.domain.release.form.PublishedSorting;
import org.pathline.domain.sorting.RosterKey;
import org.pathline.release.FormFiles.Form;
import org.pathline.streams.codec.FactCodec;
import org.pathline.topics.Unanswerable;

class FormFilesTest {
  private static final List<List<String>> TABLES =
      List.of(
          List.of("districtId", "schoolId", "anchorYear"),
          List.of("regime", "economicallyDisadvantaged", "priorAchievement"));
  private static final List<Outcome> OUTCOMES = List.of(Outcome.STEM_ENTRY_2);

  @TempDir private Path directory;

  /**
   * Six of twelve schools de-track in 2014; every cell is large, so that nothing is withheld.
   *
   * @param withASmallOne whether one school has six students in one year
   */
  private static ReleaseMaterial material(boolean withASmallOne) {
    Random random = new Random(11);
    List<Cell> cells = new ArrayList<>();
    StandingPolicies policies = new StandingPolicies(new FactCodec());
    for (int school = 0; school < 12; school++) {
      String district = "D" + school / 4;
      if (school < 6) {
        policies.receive(policy(district, "S" + school));
      }
      for (int year = 2010; year < 2018; year++) {
        for (Indicator poor : List.of(Indicator.YES, Indicator.NO)) {
          for (PriorAchievement third :
              List.of(PriorAchievement.LOW, PriorAchievement.MIDDLE, PriorAchievement.HIGH)) {
            int members =
                withASmallOne && school == 7 && year == 2011 ? 1 : 40 + random.nextInt(20);
            long[] counts = new long[CellSums.COUNTS];
            counts[0] = members;
            counts[CellSums.at(Outcome.STEM_ENTRY_2)] = members;
            counts[CellSums.at(Outcome.STEM_ENTRY_2) + 1] = members;
            counts[CellSums.at(Outcome.STEM_ENTRY_2) + 2] =
                members / 3 + random.nextInt(Math.max(1, members / 4));
            cells.add(
                new Cell(
                    new CellKey(
                        Settings.DEFAULT,
                        district,
                        "S" + school,
                        year,
                        Subject.MATHEMATICS,
                        RaceEthnicity.WHITE,
                        poor,
                        third),
                    new CellSums(counts, BigInteger.ZERO, BigInteger.ZERO)));
          }
        }
      }
    }
    List<PublishedSorting.Measured> rosters =
        List.of(
            new PublishedSorting.Measured(
                new RosterKey("D0", "S1", 2015, "08", Subject.MATHEMATICS),
                DeclaredRegime.DETRACKED,
                90,
                0.4321));
    return new ReleaseMaterial(
        Settings.DEFAULT, cells, new CellRegimes(policies), rosters, new TreeMap<>());
  }

  private static ClassroomPolicy policy(String district, String school) {
    return new ClassroomPolicy(
        new Envelope("P-" + school, org.pathline.oracle.Recorded.at(1), "test", false, null),
        district,
        school,
        Subject.MATHEMATICS,
        "01",
        "08",
        Regime.DETRACKED,
        Acceleration.NONE,
        2014,
        null,
        "https://example.org");
  }

  private static Release release(ReleaseMaterial material) {
    return Release.protect(
        List.of(),
        TABLES,
        OUTCOMES,
        material.units(Release.dimensions(List.of(), TABLES), Map.of(), OUTCOMES),
        ReleaseRules.TEN,
        group -> false,
        (done, of) -> {});
  }

  @Test
  void whereNothingIsWithheldTheEffectIsThatOfTheCells() {
    ReleaseMaterial material = material(false);
    Release release = release(material);
    assertThat(release.withheld()).isZero();
    PublishedEffect published =
        PublishedEffects.of(release.tables(), Settings.DEFAULT, material.regimesOfSchools()).get(0);
    EffectQuestion question =
        EffectQuestion.of(
            new Study.Scope(Outcome.STEM_ENTRY_2, Settings.DEFAULT, Subject.MATHEMATICS),
            Students.ALL);
    EffectAnswer answer =
        EffectAnswer.of(
            question, material.cells(), material.regimesOfSchools(), question.thresholds());
    assertThat(published.withheld()).isZero();
    assertThat(published.treated()).isEqualTo(answer.sample().treatedSchools()).isEqualTo(6);
    assertThat(published.design()).isEqualTo(answer.grading().grade());
    assertThat(published.rows())
        .usingRecursiveFieldByFieldElementComparator()
        .isEqualTo(answer.rows())
        .extracting(EffectRow::estimator)
        .contains(EffectRow.Estimator.CS, EffectRow.Estimator.IMPUTATION);
  }

  @Test
  void whereNothingIsWithheldTheGapsAreThoseOfTheLedger() {
    ReleaseMaterial material = material(false);
    Map<DeclaredRegime, PublishedGap> gaps = new TreeMap<>();
    for (PublishedGap gap : PublishedGaps.of(release(material).tables())) {
      if (gap.within().keySet().equals(Set.of("regime"))) {
        gaps.put(DeclaredRegime.valueOf(gap.within().get("regime")), gap);
      }
    }
    List<LedgerRow> ledger =
        new Ledger(Settings.DEFAULT, Subject.MATHEMATICS, material.regimes()::of, true)
            .rows(Grouping.ECONOMICALLY_DISADVANTAGED, material.cells());
    int compared = 0;
    for (LedgerRow row : ledger) {
      if (row.measure().label().equals("stemEntry2")) {
        PublishedGap gap = gaps.get(row.regime());
        assertThat(gap.least()).isEqualTo(gap.most()).isCloseTo(row.difference(), within(1e-12));
        assertThat(gap.interval()).isEqualTo(row.differenceInterval());
        assertThat(gap.ratio()).isCloseTo(row.ratio(), within(1e-12));
        assertThat(gap.standardised()).isCloseTo(row.standardised(), within(1e-12));
        assertThat(gap.standardisedInterval().low())
            .isCloseTo(row.standardisedInterval().low(), within(1e-12));
        compared++;
      }
    }
    assertThat(compared).isEqualTo(2);
  }

  private Path write(String name, ReleaseMaterial material, Map<String, String> other)
      throws IOException {
    Release release = release(material);
    Set<Form> forms = EnumSet.allOf(Form.class);
    ObjectNode manifest = JsonNodeFactory.instance.objectNode();
    material.describe(manifest);
    ReleaseText.describe(manifest, release, ReleaseRules.TEN);
    FormFiles.describe(manifest, forms, ReleaseRules.TEN);
    Map<String, String> files = ReleaseText.files(release.tables());
    files.putAll(FormFiles.of(forms, release.tables(), ReleaseRules.TEN, material));
    files.putAll(other);
    Path place = directory.resolve(name);
    ReleaseDirectory.write(place, manifest, files);
    return place;
  }

  @Test
  void formsArePartOfTheReleaseAndFollowFromItsTables() throws IOException {
    ReleaseMaterial small = material(true);
    Path first = write("first", small, Map.of());
    assertThat(Files.readAllLines(first.resolve("outcomes.csv")))
        .contains("D1,S7,2011,all,all,all,stemEntry2,,,,,,");
    assertThat(Files.readAllLines(first.resolve("effects.csv")).get(0))
        .startsWith("outcome,subgroup,estimator");
    assertThat(Files.readAllLines(first.resolve("regimes.csv")))
        .contains("D0,S1,2013,UNDECLARED,false", "D0,S1,2014,DETRACKED,false");
    assertThat(Files.readAllLines(first.resolve("sorting.csv")))
        .containsExactly(
            "districtId,schoolId,schoolYear,gradeLevel,subject,declared,omega2,deFactoTracked",
            "D0,S1,2015,08,MATHEMATICS,DETRACKED,0.4-0.5,true");
    assertThat(Files.readAllLines(first.resolve("equity.csv")).size()).isGreaterThan(3);
    assertThatCode(() -> ReleaseDirectory.read(first).verifyForms()).doesNotThrowAnyException();
    Path second = write("second", small, Map.of());
    for (String file : List.of("effects.csv", "equity.csv", "sorting.csv", "manifest.json")) {
      assertThat(second.resolve(file)).hasSameBinaryContentAs(first.resolve(file));
    }
  }

  @Test
  void exactFiguresInTheirPlaceAreRefused() throws IOException {
    ReleaseMaterial small = material(true);
    Tables open =
        Tables.of(
            TABLES,
            OUTCOMES,
            small.units(Release.dimensions(List.of(), TABLES), Map.of(), OUTCOMES));
    Map<String, String> exact =
        FormFiles.of(EnumSet.of(Form.EFFECTS, Form.EQUITY), open, ReleaseRules.TEN, small);
    Map<String, String> changed =
        Map.of(
            "effects.csv",
            exact.get("effects.csv"),
            "equity.csv",
            exact.get("equity.csv").replaceFirst(",IN_CLASS,|,BEYOND,", "$00.00001"));
    for (String file : changed.keySet()) {
      Path place = write("exact-" + file, small, Map.of(file, changed.get(file)));
      assertThatThrownBy(() -> ReleaseDirectory.read(place).verifyForms())
          .isInstanceOf(Unanswerable.class)
          .hasMessageContaining(file + " does not follow from its tables");
    }
    String band =
        FormFiles.of(EnumSet.of(Form.SORTING), open, ReleaseRules.TEN, small).get("sorting.csv");
    Path finer = write("finer", small, Map.of("sorting.csv", band.replace("0.4-0.5", "0.432")));
    assertThatThrownBy(() -> ReleaseDirectory.read(finer).verifyForms())
        .hasMessageContaining("no band of omega2");
  }
}
