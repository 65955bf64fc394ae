-- 1. Who enters a STEM major within two years, by race/ethnicity?
select raceEthnicity, sum(attained)::bigint as attained, sum(observed)::bigint as observed,
  sum(attained) / sum(observed) as rate
from outcomes where outcome = 'stemEntry2' and schoolId is not null
group by all order by raceEthnicity;

-- 2. How does STEM entry differ by income within each third of prior achievement?
select priorAchievement, economicallyDisadvantaged, sum(attained)::bigint as attained,
  sum(observed)::bigint as observed, sum(attained) / sum(observed) as rate
from outcomes where outcome = 'stemEntry2' and schoolId is not null
group by all order by priorAchievement, economicallyDisadvantaged;

-- 3. How did STEM entry move over the cohorts, by the regime in force?
select anchorYear, regime, sum(attained)::bigint as attained, sum(observed)::bigint as observed,
  sum(attained) / nullif(sum(observed), 0) as rate
from cohorts where outcome = 'stemEntry2'
group by all order by anchorYear, regime;

-- 4. How large is each gap in class beside the same gap beyond school?
select regime, "group", place, measure, difference, low, high
from gaps where districtId is null and "by" = 'economicallyDisadvantaged' and "group" = 'YES'
order by regime, place, measure;

-- 5. Which schools are declared detracked, and sort nevertheless?
select districtId, schoolId, schoolYear, gradeLevel, n, omega2
from sorting where list_contains(flags, 'DE_FACTO_TRACKED') and subject = 'MATHEMATICS'
order by districtId, schoolId, schoolYear, gradeLevel;
