package org.pathline.domain.effect.grouptime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.Weighting;

/** Panels drawn from a seed. */
final class SimulatedPanel {
  final Weighting weighting;
  final List<PanelUnit> units = new ArrayList<>();
  final int times;
  final int[][] size;
  final int[][] total;

  /**
   * Draws a panel.
   *
   * @param covariates how many characteristics units have
   */
  SimulatedPanel(long seed, Weighting weighting, int units, int times, int covariates) {
    Random random = new Random(seed);
    this.weighting = weighting;
    this.times = times;
    size = new int[units][times];
    total = new int[units][times];
    for (int s = 0; s < units; s++) {
      int group = random.nextInt(4);
      List<Double> x = new ArrayList<>();
      for (int k = 0; k < covariates; k++) {
        x.add(0.4 * group * (k == 0 ? 1 : 0) + random.nextGaussian());
      }
      int adopted = group == 0 ? PanelUnit.NEVER : 2000 + 1 + group % times;
      double weight = weighting == Weighting.UNIT ? 0.5 + random.nextInt(4) : 1;
      this.units.add(new PanelUnit("s" + (100 + s), "d" + s / 3, adopted, weight, x));
      double level = 0.2 + 0.1 * random.nextDouble() + (covariates > 0 ? 0.03 * x.get(0) : 0);
      for (int t = 0; t < times; t++) {
        size[s][t] = weighting == Weighting.UNIT ? 1 : 15 + random.nextInt(30);
        double p = level + 0.02 * t - (adopted != 0 && 2000 + t >= adopted ? 0.1 : 0);
        if (weighting == Weighting.UNIT) {
          total[s][t] = (int) Math.round(1000 * (p + 0.1 * random.nextGaussian()));
        } else {
          for (int i = 0; i < size[s][t]; i++) {
            total[s][t] += random.nextDouble() < p ? 1 : 0;
          }
        }
      }
    }
  }

  /** Whether a unit is treated at one of the times. */
  boolean adoptsInTime(PanelUnit unit) {
    return unit.everAdopts() && unit.adopted() < 2000 + times;
  }

  Panel panel() {
    return panel(-1, 1);
  }

  /** The panel with one unit counting as often as a factor says; -1 for none. */
  Panel panel(int which, double factor) {
    return panel(which, factor, 0);
  }

  /** The panel of what did not happen: 1 less every outcome. */
  Panel mirrored() {
    Panel.Builder builder = new Panel.Builder(weighting);
    for (int s = 0; s < units.size(); s++) {
      builder.unit(units.get(s));
      for (int t = 0; t < times; t++) {
        builder.add(units.get(s).id(), 2000 + t, size[s][t], size[s][t] - value(s, t));
      }
    }
    return builder.build();
  }

  /** The panel with units and cells given in an order drawn from a seed. */
  Panel shuffled(long order) {
    return panel(-1, 1, order);
  }

  private double value(int s, int t) {
    return weighting == Weighting.UNIT ? total[s][t] / 1000.0 : total[s][t];
  }

  private Panel panel(int which, double factor, long order) {
    List<Integer> indices = new ArrayList<>();
    for (int s = 0; s < units.size(); s++) {
      indices.add(s);
    }
    if (order != 0) {
      Collections.shuffle(indices, new Random(order));
    }
    Panel.Builder builder = new Panel.Builder(weighting);
    for (int s : indices) {
      PanelUnit unit = units.get(s);
      double times = s == which ? factor : 1;
      boolean scalesWeight = weighting == Weighting.UNIT;
      builder.unit(
          new PanelUnit(
              unit.id(),
              unit.cluster(),
              unit.adopted(),
              scalesWeight ? unit.weight() * times : unit.weight(),
              unit.covariates()));
      for (int t = 0; t < this.times; t++) {
        int at = order % 2 == 0 ? t : this.times - 1 - t;
        double scale = scalesWeight ? 1 : times;
        builder.add(unit.id(), 2000 + at, scale * size[s][at], scale * value(s, at));
      }
    }
    return builder.build();
  }
}
