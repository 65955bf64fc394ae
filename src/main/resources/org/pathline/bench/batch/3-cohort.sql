-- The cohorts: everybody who ever was in grade 8, in the school and year that count.

-- July to June, called after the year of its June.
CREATE MACRO school_year(d) AS year(d) + CASE WHEN month(d) >= 7 THEN 1 ELSE 0 END;

-- Where a student was in the first school year in grade 8: on 1 October, else for the longest time. A stay without an end
-- goes on until the next one begins, and no longer than its school year.
CREATE TABLE anchor AS
WITH eighth AS (
  SELECT student, districtId, schoolId, entryDate, exitDate, school_year(entryDate) AS y,
    min(school_year(entryDate)) OVER (PARTITION BY student) AS first_year
  FROM enrollment WHERE gradeLevel = '08'),
first_eighth AS (SELECT * FROM eighth WHERE y = first_year),
next_entry AS (
  SELECT s.student, s.entryDate, min(e.entryDate) AS next
  FROM (SELECT DISTINCT student, entryDate FROM first_eighth WHERE exitDate IS NULL) s
  JOIN enrollment e ON e.student = s.student AND e.entryDate > s.entryDate
  GROUP BY ALL),
stay AS (
  SELECT s.student, districtId, schoolId, y, s.entryDate AS begins,
    coalesce(exitDate, least(next - 1, make_date(y, 6, 30)), make_date(y, 6, 30)) AS ends
  FROM first_eighth s LEFT JOIN next_entry n ON n.student = s.student AND n.entryDate = s.entryDate)
SELECT student, districtId, schoolId, y AS anchor_year
FROM stay
QUALIFY row_number() OVER (PARTITION BY student
  ORDER BY make_date(y - 1, 10, 1) BETWEEN begins AND ends DESC, least(ends, make_date(y, 6, 30)) - begins DESC, schoolId, districtId) = 1;

-- The last result in mathematics of grade 7.
CREATE TABLE prior AS
SELECT student, arg_max(percentile, struct_pack(testDate, assessmentId)) AS percentile
FROM assessment WHERE gradeLevel = '07' GROUP BY student;

-- Members with the dates up to which outcomes are looked for.
CREATE TABLE member AS
SELECT student, districtId, schoolId, anchor_year,
  coalesce(race, 'UNKNOWN') AS race, coalesce(disadvantaged, 'UNKNOWN') AS disadvantaged,
  CASE WHEN percentile < 100 / 3.0 THEN 'LOW' WHEN percentile < 200 / 3.0 THEN 'MIDDLE' WHEN percentile IS NOT NULL THEN 'HIGH'
    ELSE 'UNKNOWN' END AS prior,
  make_date(anchor_year + 4, 8, 31) AS h0, make_date(anchor_year + 6, 8, 31) AS h2, make_date(anchor_year + 10, 8, 31) AS h6,
  make_date(anchor_year + 14, 8, 31) AS h10, make_date(anchor_year + 5, 10, 30) AS months16
FROM anchor LEFT JOIN person USING (student) LEFT JOIN prior USING (student);
