-- The usual joins, and what nested columns hold row by row.

-- Wilson's 95 % interval of a share, as the commands compute it.
CREATE MACRO wilson_half(attained, observed) AS
  1.959963984540054::DOUBLE / (observed + 1.959963984540054::DOUBLE * 1.959963984540054::DOUBLE)
  * sqrt(observed::DOUBLE * (attained / observed) * (1 - attained / observed)
    + 1.959963984540054::DOUBLE * 1.959963984540054::DOUBLE / 4);

CREATE MACRO wilson_centre(attained, observed) AS
  (attained + 1.959963984540054::DOUBLE * 1.959963984540054::DOUBLE / 2)
  / (observed + 1.959963984540054::DOUBLE * 1.959963984540054::DOUBLE);

CREATE MACRO wilson_low(attained, observed) AS
  CASE WHEN observed = 0 THEN NULL WHEN attained = 0 THEN 0::DOUBLE
  ELSE greatest(0::DOUBLE, wilson_centre(attained, observed) - wilson_half(attained, observed)) END;

CREATE MACRO wilson_high(attained, observed) AS
  CASE WHEN observed = 0 THEN NULL WHEN attained = observed THEN 1::DOUBLE
  ELSE least(1::DOUBLE, wilson_centre(attained, observed) + wilson_half(attained, observed)) END;

-- A row per gap of the ledger: in class, beyond and private.
CREATE VIEW gaps AS
  SELECT anchorGrade, stemList, subject, districtId, regime, "by", equity."group", reference,
    gap.measure, gap.place,
    gap."group".observed AS groupObserved, gap."group".censored AS groupCensored,
    gap."group".attained AS groupAttained, gap."group".mean AS groupRate,
    gap.reference.observed AS referenceObserved, gap.reference.censored AS referenceCensored,
    gap.reference.attained AS referenceAttained, gap.reference.mean AS referenceRate,
    gap.difference, gap.differenceLow AS low, gap.differenceHigh AS high,
    gap.ratio, gap.ratioLow, gap.ratioHigh,
    gap.standardised, gap.standardisedLow, gap.standardisedHigh
  FROM equity, unnest(gaps) AS t(gap);

COMMENT ON VIEW gaps IS 'A row per gap of the equity ledger: in class, beyond and private.';

-- A row per estimate of an effect.
CREATE VIEW effect_rows AS
  SELECT anchorGrade, stemList, subject, outcome, subgroup, control, base, grade, statement,
    r.estimator, r.type, r."group" AS adoption, r.time, r.estimate, r.se, r.low, r.high,
    r.bandLow, r.bandHigh
  FROM effects, unnest("rows") AS t(r);

COMMENT ON VIEW effect_rows IS 'A row per estimate of an effect.';

-- Outcomes of cohorts beside what was declared of their school and what was measured there.
CREATE VIEW cohorts AS
  SELECT o.anchorGrade, o.stemList, o.districtId, o.schoolId, o.anchorYear, o.subject, o.outcome,
    o.members, o.eligible, o.censored, o.observed, o.attained, o.total,
    o.total / nullif(o.observed, 0) AS rate,
    r.regime, s.omega2, s.flags
  FROM (
    SELECT anchorGrade, stemList, districtId, schoolId, anchorYear, subject, outcome,
      sum(members)::BIGINT AS members, sum(eligible)::BIGINT AS eligible,
      sum(censored)::BIGINT AS censored, sum(observed)::BIGINT AS observed,
      sum(attained)::BIGINT AS attained, sum(total)::DOUBLE AS total
    FROM outcomes WHERE schoolId IS NOT NULL GROUP BY ALL) o
  LEFT JOIN cohort_regimes r USING (anchorGrade, stemList, districtId, schoolId, anchorYear, subject)
  LEFT JOIN sorting s ON s.districtId = o.districtId AND s.schoolId = o.schoolId
    AND s.schoolYear = o.anchorYear AND s.subject = o.subject
    AND s.gradeLevel = lpad(o.anchorGrade::VARCHAR, 2, '0');

COMMENT ON VIEW cohorts IS 'Outcomes of each school and anchor year, beside its declared regime and its measured sorting.';
COMMENT ON VIEW outcomes IS 'A row per outcome cell and outcome: sum attained and observed for rates, wilson_low and wilson_high for intervals.';
COMMENT ON VIEW milestone_counts IS 'A row per outcome cell and milestone.';

-- student level

-- A row per student and milestone that is held.
CREATE VIEW student_milestones AS
  SELECT studentId, anchorGrade, stemList, m.milestone, m.reachedOn, m.factTopic, m.factKey
  FROM pathways, unnest(milestones) AS t(m);

-- A row per student and outcome.
CREATE VIEW student_outcomes AS
  SELECT studentId, anchorGrade, stemList, anchor.districtId AS districtId,
    anchor.schoolId AS schoolId, anchor.schoolYear AS anchorYear, raceEthnicity,
    economicallyDisadvantaged, priorAchievement, o.outcome, o.eligible, o.observed, o.attained
  FROM pathways, unnest(outcomes) AS t(o);

COMMENT ON VIEW student_milestones IS 'A row per student and milestone that is held.';
COMMENT ON VIEW student_outcomes IS 'A row per student and outcome.';
