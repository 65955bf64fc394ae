package org.pathline.domain.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.Acceleration;
import org.pathline.domain.fact.ClassroomPolicy;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.Regime;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.policy.Declaration.Level;
import org.pathline.oracle.PolicyHistory;
import org.pathline.streams.codec.FactCodec;

class StandingPoliciesTest {
  private static final FactCodec ENCODING = new FactCodec();

  /** A policy on mathematics in grades 6 to 8; the school may be null. */
  private record Draft(String id, String school, Regime regime, int from, Integer to) {
    ClassroomPolicy at(long recordedAt) {
      return version(recordedAt, false);
    }

    ClassroomPolicy version(long recordedAt, boolean retracted) {
      return new ClassroomPolicy(
          new Envelope(id, recordedAt, "board", retracted, null),
          "D1",
          school,
          Subject.MATHEMATICS,
          "06",
          "08",
          regime,
          Acceleration.NONE,
          from,
          to,
          "https://example.org/" + id);
    }
  }

  private static final Draft TRACKS = new Draft("a", null, Regime.TRACKED, 2000, null);
  private static final Draft DETRACKS = new Draft("b", "S1", Regime.DETRACKED, 2005, 2010);

  private static StandingPolicies standing(ClassroomPolicy... versions) {
    StandingPolicies policies = new StandingPolicies(ENCODING);
    List.of(versions).forEach(policies::receive);
    return policies;
  }

  private static DeclaredRegime regime(StandingPolicies policies, String school, int year) {
    return policies.inForce("D1", school, Subject.MATHEMATICS, "08", year).regime();
  }

  @Test
  void theSchoolsPolicyBeatsTheDistrictsWhileItIsEffective() {
    StandingPolicies policies = standing(TRACKS.at(1), DETRACKS.at(1));
    assertThat(regime(policies, "S1", 1999)).isEqualTo(DeclaredRegime.UNDECLARED);
    assertThat(regime(policies, "S1", 2004)).isEqualTo(DeclaredRegime.TRACKED);
    assertThat(regime(policies, "S1", 2005)).isEqualTo(DeclaredRegime.DETRACKED);
    assertThat(regime(policies, "S1", 2010)).isEqualTo(DeclaredRegime.DETRACKED);
    assertThat(regime(policies, "S1", 2011)).isEqualTo(DeclaredRegime.TRACKED);
    assertThat(regime(policies, "S2", 2007)).isEqualTo(DeclaredRegime.TRACKED);
    assertThat(policies.inForce("D1", "S1", Subject.MATHEMATICS, "08", 2005))
        .isEqualTo(new Declaration(DeclaredRegime.DETRACKED, "b", Level.SCHOOL));
    assertThat(policies.inForce("D1", "S2", Subject.MATHEMATICS, "08", 2005).level())
        .isEqualTo(Level.DISTRICT);
  }

  @Test
  void aPolicyIsForItsDistrictSubjectAndGrades() {
    StandingPolicies policies = standing(TRACKS.at(1));
    assertThat(policies.inForce("D1", "S1", Subject.MATHEMATICS, "06", 2007))
        .isNotEqualTo(Declaration.NONE);
    assertThat(policies.inForce("D2", "S1", Subject.MATHEMATICS, "08", 2007))
        .isEqualTo(Declaration.NONE);
    assertThat(policies.inForce("D1", "S1", Subject.SCIENCE, "08", 2007))
        .isEqualTo(Declaration.NONE);
    assertThat(policies.inForce("D1", "S1", Subject.MATHEMATICS, "09", 2007))
        .isEqualTo(Declaration.NONE);
    assertThat(policies.inForce("D1", "S1", Subject.MATHEMATICS, "UG", 2007))
        .isEqualTo(Declaration.NONE);
  }

  @Test
  void ofTwoOfOneLevelTheOneThatTookEffectLaterHoldsAndThenTheSmallerId() {
    Draft later = new Draft("z", null, Regime.DETRACKED, 2003, null);
    Draft twin = new Draft("y", null, Regime.PARTIALLY_TRACKED, 2003, null);
    assertThat(regime(standing(TRACKS.at(9), later.at(1)), "S1", 2004))
        .isEqualTo(DeclaredRegime.DETRACKED);
    assertThat(regime(standing(later.at(1), twin.at(1)), "S1", 2004))
        .isEqualTo(DeclaredRegime.PARTIALLY_TRACKED);
  }

  @Test
  void aCorrectionReplacesAndARetractionUncoversWhatWasBelow() {
    StandingPolicies policies = standing(TRACKS.at(1), DETRACKS.at(1));
    assertThat(policies.receive(new Draft("b", "S1", Regime.TRACKED, 2005, null).at(0))).isNull();
    var change = policies.receive(new Draft("b", "S2", Regime.DETRACKED, 2005, 2010).at(2));
    assertThat(change.before().schoolId()).isEqualTo("S1");
    assertThat(change.after().schoolId()).isEqualTo("S2");
    assertThat(regime(policies, "S1", 2007)).isEqualTo(DeclaredRegime.TRACKED);
    assertThat(regime(policies, "S2", 2007)).isEqualTo(DeclaredRegime.DETRACKED);
    assertThat(policies.receive(DETRACKS.version(3, true)).after()).isNull();
    assertThat(regime(policies, "S2", 2007)).isEqualTo(DeclaredRegime.TRACKED);
  }

  @Test
  void aRetractionThatComesFirstIsRemembered() {
    StandingPolicies policies = standing(DETRACKS.version(2, true), DETRACKS.at(1));
    assertThat(regime(policies, "S1", 2007)).isEqualTo(DeclaredRegime.UNDECLARED);
  }

  @Test
  void anIdUnderWhichTooManyStandLabelsNothingUntilSomeAreWithdrawn() {
    List<ClassroomPolicy> versions = new ArrayList<>();
    for (int fact = 0; fact <= StandingPolicies.MOST_OF_ONE_ID; fact++) {
      versions.add(named("fact-" + fact, 1, false));
    }
    StandingPolicies policies = new StandingPolicies(new FactCodec());
    Collections.shuffle(versions, new Random(1));
    versions.forEach(policies::receive);
    assertThat(regime(policies, "S1", 2007)).isEqualTo(DeclaredRegime.UNDECLARED);
    assertThat(policies.receive(named("fact-0", 2, true)).after()).isNotNull();
    assertThat(regime(policies, "S1", 2007)).isEqualTo(DeclaredRegime.DETRACKED);
  }

  private static ClassroomPolicy named(String factId, long at, boolean gone) {
    ClassroomPolicy policy = new Draft("b", "S1", Regime.DETRACKED, 2005, null).at(1);
    return new ClassroomPolicy(
        new Envelope("b", at, "district", gone, factId),
        policy.districtId(),
        policy.schoolId(),
        policy.subject(),
        policy.gradeFrom(),
        policy.gradeTo(),
        policy.regime(),
        policy.acceleration(),
        policy.effectiveFrom(),
        policy.effectiveTo(),
        policy.reference());
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void theOrderOfVersionsAndTheirRepetitionChangeNothing(@ForAll long seed) {
    List<Fact> versions = new ArrayList<>(PolicyHistory.of(seed, 12));
    List<Declaration> before = answers(versions);
    versions.addAll(versions.subList(0, versions.size() / 2));
    Collections.shuffle(versions, new Random(seed));
    assertThat(answers(versions)).isEqualTo(before);
    assertThat(answers(List.of())).isNotEqualTo(before);
  }

  private static List<Declaration> answers(List<Fact> versions) {
    StandingPolicies policies = new StandingPolicies(ENCODING);
    versions.forEach(version -> policies.receive((ClassroomPolicy) version));
    List<Declaration> answers = new ArrayList<>();
    for (String district : List.of("D1", "D2", "D3")) {
      for (String school : List.of("S1", "S10", "S2", "S3")) {
        for (int year = 2003; year <= 2016; year++) {
          for (String grade : List.of("05", "08", "11")) {
            answers.add(policies.inForce(district, school, Subject.MATHEMATICS, grade, year));
          }
        }
      }
    }
    return answers;
  }
}
