-- What stands: of each fact, told by its own id or else by its natural key, the version that was recorded last; none where
-- that one is a retraction. A student is whoever the links say. Only what some outcome needs.

-- An alias goes where its latest link says, if that one was not taken back.
CREATE TABLE link AS
SELECT aliasId, r.canonicalId
FROM (SELECT aliasId, arg_max(struct_pack(retracted, canonicalId), struct_pack(recordedAt, canonicalId)) AS r FROM identities GROUP BY aliasId)
WHERE NOT coalesce(r.retracted, false) AND r.canonicalId <> aliasId;

-- Links are followed until they end. Ids that link in a circle are one student, under the smallest of them.
CREATE TABLE alias AS
WITH RECURSIVE walk(alias, node, path) AS (
  SELECT aliasId, canonicalId, [aliasId] FROM link
  UNION ALL
  SELECT walk.alias, link.canonicalId, list_append(walk.path, walk.node)
  FROM walk JOIN link ON link.aliasId = walk.node
  WHERE NOT list_contains(walk.path, walk.node))
SELECT alias,
  CASE WHEN list_contains(path, node) THEN list_min(path[list_position(path, node):]) ELSE node END AS student
FROM walk
WHERE list_contains(path, node) OR node NOT IN (SELECT aliasId FROM link);

-- Who a student is, by the latest record under any id.
CREATE TABLE person AS
SELECT student, w.race, w.disadvantaged FROM (
  SELECT student, arg_max(struct_pack(race := v.raceEthnicity, disadvantaged := v.economicallyDisadvantaged), v.recordedAt) AS w
  FROM (
    SELECT coalesce(alias.student, f.studentId) AS student,
      arg_max(struct_pack(retracted, recordedAt, raceEthnicity, economicallyDisadvantaged), recordedAt) AS v
    FROM students f LEFT JOIN alias ON alias.alias = f.studentId
    GROUP BY 1, factId)
  WHERE NOT coalesce(v.retracted, false)
  GROUP BY student);

CREATE TABLE enrollment AS
SELECT student, v.* FROM (
  SELECT coalesce(alias.student, f.studentId) AS student,
    arg_max(struct_pack(retracted, districtId, schoolId, gradeLevel, entryDate, exitDate, exitType), recordedAt) AS v
  FROM enrollments f LEFT JOIN alias ON alias.alias = f.studentId
  GROUP BY 1, factId, CASE WHEN factId IS NULL THEN schoolId END, CASE WHEN factId IS NULL THEN entryDate END)
WHERE NOT coalesce(v.retracted, false);

-- Two versions of one moment: Avro's bytes decide, in which a text's length comes before the text.
CREATE TABLE seat AS
SELECT student, v.* FROM (
  SELECT coalesce(alias.student, f.studentId) AS student,
    arg_max(struct_pack(retracted, gradeLevel, courseCode, courseLevel), struct_pack(recordedAt, size := strlen(sectionId), sectionId)) AS v
  FROM sections f LEFT JOIN alias ON alias.alias = f.studentId
  GROUP BY 1, coalesce('F' || factId, 'N' || sectionId))
WHERE NOT coalesce(v.retracted, false) AND v.courseCode[:2] = '02';

CREATE TABLE mark AS
SELECT student, v.* FROM (
  SELECT coalesce(alias.student, f.studentId) AS student,
    arg_max(struct_pack(retracted, gradeLevel, courseCode, courseLevel, mark, gradePoints), struct_pack(recordedAt, size := strlen(sectionId), sectionId)) AS v
  FROM grades f LEFT JOIN alias ON alias.alias = f.studentId
  GROUP BY 1, coalesce('F' || factId, 'N' || sectionId || chr(0) || term))
WHERE NOT coalesce(v.retracted, false) AND v.courseCode[:2] = '02';

CREATE TABLE assessment AS
SELECT student, v.* FROM (
  SELECT coalesce(alias.student, f.studentId) AS student,
    arg_max(struct_pack(retracted, assessmentId, subject, testDate, gradeLevel, percentile), recordedAt) AS v
  FROM assessments f LEFT JOIN alias ON alias.alias = f.studentId
  GROUP BY 1, factId, CASE WHEN factId IS NULL THEN assessmentId END, CASE WHEN factId IS NULL THEN subject END,
    CASE WHEN factId IS NULL THEN testDate END)
WHERE NOT coalesce(v.retracted, false) AND v.subject = 'MATHEMATICS';

CREATE TABLE outside_course AS
SELECT student, v.* FROM (
  SELECT coalesce(alias.student, f.studentId) AS student,
    arg_max(struct_pack(retracted, courseCode, completionDate, passed), recordedAt) AS v
  FROM outside_courses f LEFT JOIN alias ON alias.alias = f.studentId
  GROUP BY 1, factId, CASE WHEN factId IS NULL THEN provider END, CASE WHEN factId IS NULL THEN courseCode END,
    CASE WHEN factId IS NULL THEN completionDate END)
WHERE NOT coalesce(v.retracted, false) AND v.courseCode[:2] = '02';

CREATE TABLE graduation AS
SELECT student, v.* FROM (
  SELECT coalesce(alias.student, f.studentId) AS student,
    arg_max(struct_pack(retracted, graduationDate, diplomaType), recordedAt) AS v
  FROM graduations f LEFT JOIN alias ON alias.alias = f.studentId
  GROUP BY 1, factId, CASE WHEN factId IS NULL THEN credential END, CASE WHEN factId IS NULL THEN schoolId END)
WHERE NOT coalesce(v.retracted, false);

CREATE TABLE term AS
SELECT student, v.* FROM (
  SELECT coalesce(alias.student, f.studentId) AS student,
    arg_max(struct_pack(retracted, termBegin, termEnd, cipCodes), recordedAt) AS v
  FROM postsecondary f LEFT JOIN alias ON alias.alias = f.studentId
  GROUP BY 1, factId, CASE WHEN factId IS NULL THEN institutionId END, CASE WHEN factId IS NULL THEN termBegin END)
WHERE NOT coalesce(v.retracted, false);

CREATE TABLE degree AS
SELECT student, v.* FROM (
  SELECT coalesce(alias.student, f.studentId) AS student,
    arg_max(struct_pack(retracted, conferredOn, degreeLevel, cipCodes), recordedAt) AS v
  FROM degrees f LEFT JOIN alias ON alias.alias = f.studentId
  GROUP BY 1, factId, CASE WHEN factId IS NULL THEN institutionId END, CASE WHEN factId IS NULL THEN conferredOn END,
    CASE WHEN factId IS NULL THEN degreeLevel END, CASE WHEN factId IS NULL THEN split_part(cipCodes, '|', 1) END)
WHERE NOT coalesce(v.retracted, false);

CREATE TABLE search AS
SELECT student, v.* FROM (
  SELECT coalesce(alias.student, f.studentId) AS student,
    arg_max(struct_pack(retracted, searchedThrough), recordedAt) AS v
  FROM searches f LEFT JOIN alias ON alias.alias = f.studentId
  GROUP BY 1, factId, CASE WHEN factId IS NULL THEN source END, CASE WHEN factId IS NULL THEN searchedThrough END)
WHERE NOT coalesce(v.retracted, false);

CREATE TABLE job AS
SELECT student, v.* FROM (
  SELECT coalesce(alias.student, f.studentId) AS student,
    arg_max(struct_pack(retracted, quarter, occupationCode), recordedAt) AS v
  FROM employment f LEFT JOIN alias ON alias.alias = f.studentId
  GROUP BY 1, factId, CASE WHEN factId IS NULL THEN employerId END, CASE WHEN factId IS NULL THEN quarter END)
WHERE NOT coalesce(v.retracted, false);
