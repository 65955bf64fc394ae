-- What became of the members.

CREATE TABLE grade_number AS
SELECT * FROM (VALUES ('PK', -1), ('KG', 0), ('01', 1), ('02', 2), ('03', 3), ('04', 4), ('05', 5), ('06', 6), ('07', 7),
  ('08', 8), ('09', 9), ('10', 10), ('11', 11), ('12', 12)) t(gradeLevel, n);

CREATE TABLE rung AS
SELECT sced_course_code AS courseCode, rung::INTEGER AS rung FROM read_csv(getvariable('ladder'), all_varchar = true);

-- A CIP code in six digits, whatever a spreadsheet left of it.
CREATE MACRO cip6(c) AS CASE WHEN contains(c, '.')
  THEN lpad(split_part(c, '.', 1), 2, '0') || rpad(split_part(c, '.', 2), 4, '0') ELSE lpad(c, 6, '0') END;

CREATE TABLE stem AS
SELECT cip6(cip_code)[:level_digits::INTEGER] AS heading FROM read_csv(getvariable('stem'), all_varchar = true);

-- Which lists of codes name a STEM field; each list is looked at once.
CREATE TABLE field AS
WITH codes AS (SELECT cipCodes FROM term UNION SELECT cipCodes FROM degree),
each AS (SELECT cipCodes, cip6(unnest(string_split(cipCodes, '|'))) AS c FROM codes WHERE cipCodes IS NOT NULL)
SELECT DISTINCT cipCodes FROM each
WHERE c IN (FROM stem) OR c[:4] IN (FROM stem) OR c[:2] IN (FROM stem);

CREATE TABLE points AS
SELECT * FROM (VALUES ('A+', 4.0), ('A', 4.0), ('A-', 3.7), ('B+', 3.3), ('B', 3.0), ('B-', 2.7), ('C+', 2.3), ('C', 2.0),
  ('C-', 1.7), ('D+', 1.3), ('D', 1.0), ('D-', 0.7), ('F', 0.0)) t(mark, points);

-- Points of a mark that is a number.
CREATE MACRO number_points(n) AS CASE WHEN n >= 93 THEN 4.0 WHEN n >= 90 THEN 3.7 WHEN n >= 87 THEN 3.3 WHEN n >= 83 THEN 3.0
  WHEN n >= 80 THEN 2.7 WHEN n >= 77 THEN 2.3 WHEN n >= 73 THEN 2.0 WHEN n >= 70 THEN 1.7 WHEN n >= 67 THEN 1.3
  WHEN n >= 63 THEN 1.0 WHEN n >= 60 THEN 0.7 WHEN n IS NOT NULL THEN 0.0 END;

-- Mathematics at school: the highest rung that was passed, advanced courses, the mean of points in grades 8 to 10.
CREATE TABLE school_math AS
SELECT student,
  max(rung) FILTER (n <= 8 AND passed) AS rung8,
  max(rung) FILTER (n <= 12 AND passed) AS rung12,
  bool_or(n BETWEEN 8 AND 12 AND courseLevel IN ('E', 'H', 'C')) AS advanced,
  round(1e9 * (avg(p) FILTER (n BETWEEN 8 AND 10)))::BIGINT AS nano_points
FROM (
  SELECT student, n, rung, courseLevel,
    coalesce(points.points >= 0.7, mark.mark = 'P', false) OR coalesce(try_cast(mark.mark AS DOUBLE) >= 60, false) AS passed,
    coalesce(gradePoints, points.points, number_points(try_cast(mark.mark AS DOUBLE)))::DOUBLE AS p
  FROM mark LEFT JOIN grade_number USING (gradeLevel) LEFT JOIN rung USING (courseCode) LEFT JOIN points ON points.mark = mark.mark)
GROUP BY student;

CREATE TABLE advanced_seat AS
SELECT DISTINCT student FROM seat JOIN grade_number USING (gradeLevel) WHERE n BETWEEN 8 AND 12 AND courseLevel IN ('E', 'H', 'C');

-- Mathematics elsewhere, in the grade in which it counts: that of the day, else of the latest stay of the school year that had
-- begun, else of the first that was to begin.
CREATE TABLE outside_math AS
WITH o AS (SELECT student, completionDate AS day, max(rung) AS rung FROM outside_course JOIN rung USING (courseCode) WHERE passed GROUP BY ALL),
stay AS (
  SELECT e.student, g.n, e.entryDate AS begins, school_year(e.entryDate) AS y,
    coalesce(exitDate, least(
      min(e.entryDate) OVER (PARTITION BY e.student ORDER BY e.entryDate GROUPS BETWEEN 1 FOLLOWING AND 1 FOLLOWING) - 1,
      make_date(school_year(e.entryDate), 6, 30))) AS ends
  FROM enrollment e LEFT JOIN grade_number g USING (gradeLevel) WHERE e.student IN (SELECT student FROM o)),
placed AS (
  SELECT o.*, s.n FROM o JOIN stay s ON s.student = o.student AND (o.day BETWEEN s.begins AND s.ends OR s.y = school_year(o.day))
  QUALIFY row_number() OVER (PARTITION BY o.student, o.day ORDER BY o.day BETWEEN s.begins AND s.ends DESC, s.begins <= o.day DESC,
    CASE WHEN s.begins <= o.day THEN o.day - s.begins ELSE s.begins - o.day END) = 1)
SELECT student, max(rung) FILTER (n <= 8) AS rung8, max(rung) FILTER (n <= 12) AS rung12 FROM placed GROUP BY student;

CREATE TABLE diploma AS
SELECT student, min(graduationDate) AS on_day FROM graduation WHERE diplomaType = 'REGULAR' GROUP BY student;

-- Who left the cohort as 34 CFR 200.19(b) has it, by the last stay that began before the expected graduation.
CREATE TABLE removal AS
SELECT student, arg_max(exitType IN ('TRANSFERRED_OUT', 'EMIGRATED', 'DIED') AND coalesce(exitDate <= h0, true),
  struct_pack(entryDate, exits := coalesce(exitDate, DATE '0001-01-01'), enrollment.schoolId)) AS removed
FROM member JOIN enrollment USING (student) WHERE entryDate <= h0 GROUP BY student;

-- First days at college, in a STEM field, and of degrees.
CREATE TABLE college AS
SELECT student,
  min(day) FILTER (kind = 'term') AS first_term,
  min(day) AS first_college,
  min(day) FILTER (stem) AS first_stem,
  min(day) FILTER (kind = 'degree') AS first_degree,
  min(day) FILTER (kind = 'degree' AND stem) AS first_stem_degree
FROM (
  SELECT student, termBegin AS day, 'term' AS kind, cipCodes IN (FROM field) AS stem FROM term
  UNION ALL
  SELECT student, conferredOn, CASE WHEN degreeLevel IN ('ASSOCIATE', 'BACHELOR', 'MASTER', 'DOCTOR') THEN 'degree' ELSE 'certificate' END,
    cipCodes IN (FROM field) FROM degree)
GROUP BY student;

CREATE TABLE at_h6 AS
SELECT student, bool_or(cipCodes IN (FROM field)) AS in_stem
FROM member JOIN term USING (student) WHERE h6 BETWEEN termBegin AND termEnd GROUP BY student;

CREATE TABLE searched AS
SELECT student, max(searchedThrough) AS through FROM search GROUP BY student;

CREATE TABLE stem_group AS SELECT soc_group, stem::BOOLEAN AS stem FROM read_csv(getvariable('occupations'), all_varchar = true);

-- How far jobs are known, and the first one in a STEM occupation: the longest group of codes decides.
CREATE TABLE work AS
SELECT student, max(begins + INTERVAL 3 MONTH - INTERVAL 1 DAY)::DATE AS last_end, min(begins) FILTER (stem) AS first_stem_job
FROM (
  SELECT student, make_date(quarter[:4]::INTEGER, 3 * quarter[6:6]::INTEGER - 2, 1) AS begins,
    coalesce((SELECT arg_max(stem, strlen(soc_group)) FROM stem_group WHERE starts_with(occupationCode, soc_group)), false) AS stem
  FROM job)
GROUP BY student;

-- Everything about a member, each as yes or no.
CREATE TABLE became AS
SELECT m.*,
  coalesce(advanced, false) OR a.student IS NOT NULL AS advanced,
  greatest(s.rung8, o.rung8) >= 1 IS TRUE AS algebra8,
  greatest(s.rung12, o.rung12) >= 6 IS TRUE AS calculus12,
  nano_points,
  diploma.on_day <= h0 IS TRUE AS graduated,
  removal.removed IS TRUE AS removed,
  first_term <= months16 IS TRUE AS college16,
  through >= months16 IS TRUE AS through16,
  through >= h2 IS TRUE AS through2,
  through >= h6 IS TRUE AS through6,
  first_college <= h2 IS TRUE AS college2,
  first_college <= h6 IS TRUE AS college6,
  first_stem <= h2 IS TRUE AS stem2,
  first_stem <= h6 IS TRUE AS stem6,
  first_stem_degree <= h6 IS TRUE AS stem_degree6,
  first_degree <= h6 IS TRUE AS degree6,
  in_stem IS TRUE AS in_stem6,
  in_stem IS NOT NULL AS in_term6,
  first_stem_job <= h10 IS TRUE AS stem_job10,
  last_end >= h6 IS TRUE AS worked6
FROM member m LEFT JOIN school_math s USING (student) LEFT JOIN outside_math o USING (student) LEFT JOIN advanced_seat a USING (student)
LEFT JOIN diploma USING (student) LEFT JOIN removal USING (student) LEFT JOIN college USING (student)
LEFT JOIN at_h6 USING (student) LEFT JOIN searched USING (student) LEFT JOIN work USING (student);
