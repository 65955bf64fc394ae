-- The cells: members, and of each outcome who is eligible, observed and attained it. Where no number of eligible is given,
-- all members are.
CREATE TABLE cell AS
WITH p AS (SELECT *, stem_degree6 OR in_stem6 AS persists, degree6 OR in_term6 AS elsewhere FROM became)
SELECT districtId, schoolId, anchor_year AS anchorYear, race AS raceEthnicity, disadvantaged AS economicallyDisadvantaged,
  prior AS priorAchievement, count(*) AS members,
  count(*) AS advancedCourse_observed, count(*) FILTER (advanced) AS advancedCourse_attained,
  count(*) AS algebraBy8_observed, count(*) FILTER (algebra8) AS algebraBy8_attained,
  count(*) AS calculusBy12_observed, count(*) FILTER (calculus12) AS calculusBy12_attained,
  count(nano_points) AS gradePoints_observed, count(nano_points) AS gradePoints_attained, sum(nano_points) AS gradePoints_nano,
  count(*) FILTER (graduated OR NOT removed) AS onTimeGraduation_observed, count(*) FILTER (graduated) AS onTimeGraduation_attained,
  count(*) FILTER (college16 OR through16) AS college16Months_observed, count(*) FILTER (college16) AS college16Months_attained,
  count(*) FILTER (stem2 OR through2) AS stemEntry2_observed, count(*) FILTER (stem2) AS stemEntry2_attained,
  count(*) FILTER (stem6 OR through6) AS stemEntry6_observed, count(*) FILTER (stem6) AS stemEntry6_attained,
  count(*) FILTER (college2) AS stemEntry2College_eligible, count(*) FILTER (college2 AND (stem2 OR through2)) AS stemEntry2College_observed,
  count(*) FILTER (college2 AND stem2) AS stemEntry2College_attained,
  count(*) FILTER (college6) AS stemEntry6College_eligible, count(*) FILTER (college6 AND (stem6 OR through6)) AS stemEntry6College_observed,
  count(*) FILTER (college6 AND stem6) AS stemEntry6College_attained,
  count(*) FILTER (stem6) AS stemPersistence6_eligible, count(*) FILTER (stem6 AND (persists OR through6)) AS stemPersistence6_observed,
  count(*) FILTER (stem6 AND persists) AS stemPersistence6_attained,
  count(*) FILTER (stem6) AS stemSwitched6_eligible, count(*) FILTER (stem6 AND (persists OR through6)) AS stemSwitched6_observed,
  count(*) FILTER (stem6 AND NOT persists AND through6 AND elsewhere) AS stemSwitched6_attained,
  count(*) FILTER (stem6) AS stemLeft6_eligible, count(*) FILTER (stem6 AND (persists OR through6)) AS stemLeft6_observed,
  count(*) FILTER (stem6 AND NOT persists AND through6 AND NOT elsewhere) AS stemLeft6_attained,
  count(*) FILTER (stem_degree6 OR through6) AS stemDegree6_observed, count(*) FILTER (stem_degree6) AS stemDegree6_attained,
  count(*) FILTER (worked6) AS stemOccupation10_observed, count(*) FILTER (worked6 AND stem_job10) AS stemOccupation10_attained
FROM p GROUP BY ALL;
