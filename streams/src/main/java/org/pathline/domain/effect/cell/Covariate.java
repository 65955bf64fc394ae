package org.pathline.domain.effect.cell;

import org.jspecify.annotations.Nullable;

/** A characteristic of a school that an estimate can adjust for, from the first cohorts' cells. */
public enum Covariate {
  /** Share of students who are economically disadvantaged. */
  DISADVANTAGED {
    @Override
    double value(long members, long disadvantaged, long high) {
      return (double) disadvantaged / members;
    }
  },
  /** Share of students in the highest third of prior achievement. */
  HIGH_ACHIEVEMENT {
    @Override
    double value(long members, long disadvantaged, long high) {
      return (double) high / members;
    }
  },
  /** Natural logarithm of the number of students. */
  LOG_SIZE {
    @Override
    double value(long members, long disadvantaged, long high) {
      return Math.log(members);
    }
  };

  abstract double value(long members, long disadvantaged, long high);

  /** Value over some cohorts of a school; null where they hold no students. */
  @Nullable Double of(Iterable<CohortTotals> cohorts) {
    long members = 0;
    long disadvantaged = 0;
    long high = 0;
    for (CohortTotals cohort : cohorts) {
      members += cohort.members();
      disadvantaged += cohort.disadvantaged();
      high += cohort.high();
    }
    return members == 0 ? null : Double.valueOf(value(members, disadvantaged, high));
  }
}
