package org.pathline.domain.effect.grouptime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.Specification.Base;
import org.pathline.domain.effect.Specification.Comparison;
import org.pathline.domain.effect.Specification.Method;
import org.pathline.domain.effect.Weighting;
import org.pathline.domain.effect.grouptime.RefusedEffect.Refusal;

/**
 * ATT(g,t) of every group at every time.
 *
 * <p>ATT(g,t) = [M(g,t) - M(g,b)] - [M(C,t) - M(C,b)], with M the mean outcome of the group g or of
 * its comparison C, weighted as the panel says, and b the base: the last time before g and its
 * anticipation a, and with the varying base before g - a the time before. Times before g - a are
 * placebos. Source: Callaway and Sant'Anna (2021), equations (2.8) and (2.9), theorem 1.
 *
 * @param sample the units and times used
 * @param effects that could be estimated, references among them, by group, then by time
 * @param refused those that could not, in the same order
 */
public record GroupTimeEffects(
    GroupTimeSample sample,
    Specification specification,
    List<GroupTimeEffect> effects,
    List<RefusedEffect> refused) {
  private static final int UNITS_BEYOND_COVARIATES = 5;

  /** Copies the lists. */
  public GroupTimeEffects {
    effects = List.copyOf(effects);
    refused = List.copyOf(refused);
  }

  /** Estimates all of a panel. */
  public static GroupTimeEffects of(Panel panel, Specification specification) {
    int first = first(specification);
    return of(panel, specification, (g, t) -> t >= first);
  }

  /** Estimates those from adoption on, which overall means are made of. */
  public static GroupTimeEffects fromAdoption(Panel panel, Specification specification) {
    return of(panel, specification, (g, t) -> panel.time(t) >= g);
  }

  private static GroupTimeEffects of(
      Panel panel, Specification specification, BiPredicate<Integer, Integer> asked) {
    GroupTimeSample sample = GroupTimeSample.of(panel, specification.anticipation());
    List<GroupTimeEffect> effects = new ArrayList<>();
    List<RefusedEffect> refused = new ArrayList<>();
    for (int g : sample.groups()) {
      for (int t = 0; t < sample.timeCount(); t++) {
        if (asked.test(g, t)) {
          int time = panel.time(t);
          int base = base(sample, specification, g, t);
          Found found = found(sample, specification, g, base, t);
          if (found.estimate() != null) {
            effects.add(new GroupTimeEffect(g, time, panel.time(base), found.estimate()));
          } else if (found.refusal() != null) {
            refused.add(new RefusedEffect(g, time, found.refusal()));
          }
        }
      }
    }
    return new GroupTimeEffects(sample, specification, effects, refused);
  }

  /** What an effect rests on besides its panel. From adoption on all bases are one. */
  private record Key(
      Comparison comparison, Method method, int anticipation, int g, int base, int t) {}

  /** An effect, or why there is none. */
  private record Found(@Nullable Estimate estimate, @Nullable Refusal refusal) {}

  private static Found found(
      GroupTimeSample sample, Specification specification, int g, int base, int t) {
    Panel panel = sample.panel();
    if (base == t) {
      return new Found(new Estimate(0, new double[panel.units().size()]), null);
    }
    return panel.derived(
        new Key(
            specification.comparison(),
            specification.method(),
            specification.anticipation(),
            g,
            base,
            t),
        () -> {
          int[] comparison = sample.comparison(g, specification.comparison(), Math.max(t, base));
          try {
            return new Found(
                estimate(panel, specification, sample.group(g), comparison, base, t), null);
          } catch (Refused e) {
            return new Found(null, e.refusal());
          }
        });
  }

  /** Index of the first time that there is an effect at. */
  static int first(Specification specification) {
    return specification.base() == Base.UNIVERSAL ? 0 : 1;
  }

  /** Index of the time that a group's time is compared with. */
  static int base(GroupTimeSample sample, Specification specification, int g, int t) {
    Panel panel = sample.panel();
    // Within the anticipation units may be affected, so that those times are no base of another.
    if (specification.base() == Base.VARYING && panel.time(t) < g - specification.anticipation()) {
      return t - 1;
    }
    return sample.baseOf(g);
  }

  /** Change of some units less that of others, given covariates. */
  static Estimate estimate(
      Panel panel, Specification specification, int[] group, int[] comparison, int base, int t)
      throws Refused {
    if (comparison.length == 0) {
      throw new Refused(Refusal.NO_COMPARISON);
    }
    int covariates = panel.units().get(group[0]).covariates().size();
    if (covariates > 0
        && (group.length < covariates + 1
            || comparison.length < covariates + UNITS_BEYOND_COVARIATES)) {
      throw new Refused(Refusal.TOO_FEW_UNITS);
    }
    if (covariates == 0) {
      return MeanContrast.of(panel, group, comparison, base, t);
    }
    return Contrast.of(
        Rows.of(panel, group, comparison, base, t),
        specification.method(),
        panel.weighting() == Weighting.STUDENT);
  }

  /**
   * Whether an effect compares one unit alone, or compares with one alone: how such a unit would
   * have differed by chance cannot be seen, so that the effect has no error.
   */
  public boolean restsOnOneUnit(GroupTimeEffect effect) {
    return restsOn(effect, units -> units.length == 1);
  }

  /**
   * The same of clusters, whose units may err together: those of a part that are all of one cluster
   * err as one unit does.
   *
   * @param part of a unit, by index: what is compared part by part
   */
  public boolean restsOnOneCluster(
      GroupTimeEffect effect, Clusters clusters, IntUnaryOperator part) {
    return restsOn(effect, units -> isOneCluster(units, clusters, part));
  }

  private boolean restsOn(GroupTimeEffect effect, Predicate<int[]> alone) {
    if (effect.isReference()) {
      return false;
    }
    int later = Math.max(index(effect.time()), index(effect.base()));
    return alone.test(sample.group(effect.group()))
        || alone.test(sample.comparison(effect.group(), specification.comparison(), later));
  }

  private static boolean isOneCluster(int[] units, Clusters clusters, IntUnaryOperator part) {
    return Arrays.stream(units)
        .boxed()
        .collect(
            Collectors.groupingBy(
                part::applyAsInt, Collectors.mapping(s -> clusters.of()[s], Collectors.toSet())))
        .values()
        .stream()
        .anyMatch(of -> of.size() == 1);
  }

  private int index(int time) {
    int t = 0;
    while (sample.panel().time(t) < time) {
      t++;
    }
    return t;
  }

  /** Whether there is no effect to estimate: no group is treated at a time that is used. */
  public boolean isEmpty() {
    return effects.isEmpty() && refused.isEmpty();
  }

  /** Effect on one group at one time, if it could be estimated. */
  public Optional<GroupTimeEffect> at(int group, int time) {
    return effects.stream()
        .filter(effect -> effect.group() == group && effect.time() == time)
        .findFirst();
  }

  /** Why there is no effect on one group at one time, if it is refused. */
  public Optional<RefusedEffect> refusedAt(int group, int time) {
    return refused.stream()
        .filter(effect -> effect.group() == group && effect.time() == time)
        .findFirst();
  }
}
