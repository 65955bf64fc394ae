package org.pathline.domain.effect.generality;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Derived;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.cell.Adoption;
import org.pathline.domain.effect.cell.SchoolId;
import org.pathline.domain.effect.cell.Study;

/**
 * How like a target the treated schools of a study are; the same for all subgroups of the study.
 *
 * <p>Characteristics are of the cohorts before any school adopts, and are standardised by the
 * target. One that is known of fewer than four schools in five takes no part, and neither does one
 * that does not vary; where it is unknown of a school, the target's mean stands for it.
 */
public final class Comparability {
  private static final double KNOWN = 0.8;
  private static final double LEAST_SPREAD = 1e-9;

  private final Target target;
  private final List<SchoolId> schools;
  private final Map<SchoolId, Profile> profiles = new HashMap<>();
  private final List<SchoolId> treated = new ArrayList<>();
  private final List<SchoolId> inTarget = new ArrayList<>();
  private final List<Characteristic> used = new ArrayList<>();
  private final Map<SchoolId, double[]> standardised = new HashMap<>();
  private final List<Difference> differences = new ArrayList<>();

  /** Which of those used are balanced. */
  private final int[] balanced;

  private final int unknown;
  private final Map<SchoolId, Integer> adopted = new HashMap<>();
  private final List<SchoolId> notYet;
  private final Derived derived = new Derived();
  private @Nullable Participation participation;

  /**
   * A characteristic of the treated schools and of the target.
   *
   * @param treated mean of the treated schools
   * @param target mean of the schools of the target
   * @param standardised difference in standard deviations of the target
   */
  public record Difference(
      Characteristic characteristic, double treated, double target, double standardised) {}

  /**
   * Comparability of a study with a target.
   *
   * @param sorting measured sorting before the policy, of the schools of which it is known
   */
  public Comparability(
      Study study, int anticipation, Target target, Map<SchoolId, Double> sorting) {
    this.target = target;
    int first = Integer.MAX_VALUE;
    for (Adoption adoption : study.adoptions()) {
      adopted.put(adoption.school(), adoption.adopted());
      if (adoption.isTreated()) {
        first = Math.min(first, adoption.adopted());
      }
    }
    int before = first == Integer.MAX_VALUE ? first : first - anticipation;
    for (int s = 0; s < study.schools().size(); s++) {
      SchoolId school = study.schools().get(s);
      Profile profile =
          Profile.of(study.cohortsBefore(s, before), sorting.getOrDefault(school, Double.NaN));
      if (profile != null) {
        profiles.put(school, profile);
      }
    }
    for (Adoption adoption : study.adoptions()) {
      if (adoption.isTreated() && profiles.containsKey(adoption.school())) {
        treated.add(adoption.school());
      }
    }
    schools = target.among(study.schools());
    schools.stream().filter(profiles::containsKey).forEach(inTarget::add);
    unknown = schools.size() - inTarget.size();
    if (!treated.isEmpty() && !inTarget.isEmpty()) {
      standardise();
      if (!used.isEmpty()) {
        participation = Participation.of(rows(treated), rows(inTarget));
      }
    }
    balanced = IntStream.range(0, used.size()).filter(k -> used.get(k).isBalanced()).toArray();
    notYet =
        inTarget.stream()
            .filter(school -> adopted.getOrDefault(school, PanelUnit.NEVER + 1) == PanelUnit.NEVER)
            .toList();
  }

  /**
   * All that this is derived of.
   *
   * @param adopted of the schools that take part, when they adopted
   */
  public record Basis(
      Target target,
      List<SchoolId> schools,
      Map<SchoolId, Profile> profiles,
      Map<SchoolId, Integer> adopted) {}

  /** What this rests on: where that is equal, so is all that this tells. */
  public Basis basis() {
    return new Basis(target, schools, profiles, adopted);
  }

  private void standardise() {
    Set<SchoolId> all = new LinkedHashSet<>(inTarget);
    all.addAll(treated);
    List<Scale> scales = new ArrayList<>();
    for (Characteristic each : Characteristic.values()) {
      double[] ofTarget = known(inTarget, each);
      double[] ofTreated = known(treated, each);
      double spread = Participation.standardDeviation(known(all, each));
      boolean known =
          ofTarget.length >= KNOWN * inTarget.size() && ofTreated.length >= KNOWN * treated.size();
      if (known && spread > LEAST_SPREAD) {
        used.add(each);
        double mean = mean(ofTarget);
        double ofOwn = Participation.standardDeviation(ofTarget);
        double scale = ofOwn > LEAST_SPREAD ? ofOwn : spread;
        differences.add(
            new Difference(each, mean(ofTreated), mean, (mean(ofTreated) - mean) / scale));
        scales.add(new Scale(each, mean, scale));
      }
    }
    for (SchoolId school : all) {
      standardised.put(
          school,
          scales.stream()
              .mapToDouble(each -> each.of(value(school, each.characteristic())))
              .toArray());
    }
  }

  /** By what a characteristic is standardised; where it is unknown the mean stands for it. */
  private record Scale(Characteristic characteristic, double mean, double scale) {
    double of(double value) {
      return Double.isNaN(value) ? 0 : (value - mean) / scale;
    }
  }

  private Profile profile(SchoolId school) {
    return Objects.requireNonNull(
        profiles.get(school), "schools without a profile are compared with none");
  }

  private double value(SchoolId school, Characteristic characteristic) {
    return profile(school).values()[characteristic.ordinal()];
  }

  private double[] known(Collection<SchoolId> of, Characteristic characteristic) {
    return of.stream()
        .mapToDouble(school -> value(school, characteristic))
        .filter(value -> !Double.isNaN(value))
        .toArray();
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private double[][] rows(List<SchoolId> of) {
    return of.stream().map(standardised::get).toArray(double[][]::new);
  }

  /** What the target is called. */
  public String target() {
    return target.text();
  }

  /** Schools of the target. */
  public int targetSchools() {
    return schools.size();
  }

  /** Schools of the target of whose characteristics nothing is known. */
  public int unknownSchools() {
    return unknown;
  }

  /** Generalizability index; null where there is nothing to compare. */
  public @Nullable Double index() {
    return participation == null ? null : Double.valueOf(participation.index());
  }

  /**
   * Share of the target without a comparable treated school, those of unknown characteristics among
   * them; null where there is nothing to compare.
   */
  public @Nullable Double withoutComparable() {
    return participation == null
        ? null
        : Double.valueOf((double) (participation.withoutComparable() + unknown) / schools.size());
  }

  /** Characteristics that take part. */
  public List<Difference> differences() {
    return List.copyOf(differences);
  }

  /** Whether a school has the characteristics that weights need. */
  boolean isKnown(SchoolId school) {
    return standardised.containsKey(school);
  }

  /** How many characteristics are balanced. */
  int balanced() {
    return balanced.length;
  }

  /** Balanced characteristics of a school, standardised. */
  private double[] balancedRow(SchoolId school) {
    double[] all =
        Objects.requireNonNull(standardised.get(school), "only known schools are balanced");
    double[] row = new double[balanced.length];
    for (int k = 0; k < row.length; k++) {
      row[k] = all[balanced[k]];
    }
    return row;
  }

  /** Students of a cohort of a school. */
  private double students(SchoolId school) {
    return profile(school).students();
  }

  /** Whom a balance is with. */
  public enum With {
    /** The whole target. */
    TARGET,
    /** The schools of the target that have not adopted. */
    NOT_ADOPTED
  }

  private record Key(With with, List<SchoolId> schools) {}

  /**
   * Schools in balance.
   *
   * @param x balanced characteristics of each, standardised
   */
  record Balanced(double[][] x, Balance balance) {}

  /**
   * Some schools in balance with the target, whose students count alike; null where they cannot be.
   * Subgroups whose effects are told of the same schools share it.
   */
  @Nullable Balanced balanced(With with, List<SchoolId> schools) {
    return derived.of(
        new Key(with, schools),
        () -> {
          List<SchoolId> others = with == With.TARGET ? inTarget : notYet;
          if (schools.size() < 2 || others.isEmpty()) {
            return null;
          }
          double[][] x = schools.stream().map(this::balancedRow).toArray(double[][]::new);
          double[] mass = schools.stream().mapToDouble(this::students).toArray();
          Balance balance = Balance.of(x, mass, meanOf(others));
          return balance == null ? null : new Balanced(x, balance);
        });
  }

  private double[] meanOf(List<SchoolId> of) {
    double[] mean = new double[balanced.length];
    double students = 0;
    for (SchoolId school : of) {
      double[] row = balancedRow(school);
      students += students(school);
      for (int k = 0; k < mean.length; k++) {
        mean[k] += students(school) * row[k];
      }
    }
    for (int k = 0; k < mean.length; k++) {
      mean[k] /= students;
    }
    return mean;
  }
}
