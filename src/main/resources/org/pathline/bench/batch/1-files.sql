-- The import files as simulations write them, with their types. Nothing is read before it is asked for.
CREATE VIEW students AS FROM read_csv(getvariable('facts') || '/students.csv', auto_detect = false, header = true, columns = {
  'studentId': 'VARCHAR', 'recordedAt': 'TIMESTAMP', 'source': 'VARCHAR', 'retracted': 'BOOLEAN', 'factId': 'VARCHAR',
  'raceEthnicity': 'VARCHAR', 'sex': 'VARCHAR', 'economicallyDisadvantaged': 'VARCHAR', 'englishLearner': 'VARCHAR'});
CREATE VIEW enrollments AS FROM read_csv(getvariable('facts') || '/enrollments.csv', auto_detect = false, header = true, columns = {
  'studentId': 'VARCHAR', 'recordedAt': 'TIMESTAMP', 'source': 'VARCHAR', 'retracted': 'BOOLEAN', 'factId': 'VARCHAR',
  'districtId': 'VARCHAR', 'schoolId': 'VARCHAR', 'gradeLevel': 'VARCHAR', 'entryDate': 'DATE', 'exitDate': 'DATE', 'exitType': 'VARCHAR'});
CREATE VIEW sections AS FROM read_csv(getvariable('facts') || '/sections.csv', auto_detect = false, header = true, columns = {
  'studentId': 'VARCHAR', 'recordedAt': 'TIMESTAMP', 'source': 'VARCHAR', 'retracted': 'BOOLEAN', 'factId': 'VARCHAR',
  'sectionId': 'VARCHAR', 'districtId': 'VARCHAR', 'schoolId': 'VARCHAR', 'schoolYear': 'INTEGER', 'gradeLevel': 'VARCHAR',
  'courseCode': 'VARCHAR', 'courseLevel': 'VARCHAR', 'entryDate': 'DATE', 'exitDate': 'DATE'});
CREATE VIEW grades AS FROM read_csv(getvariable('facts') || '/grades.csv', auto_detect = false, header = true, columns = {
  'studentId': 'VARCHAR', 'recordedAt': 'TIMESTAMP', 'source': 'VARCHAR', 'retracted': 'BOOLEAN', 'factId': 'VARCHAR',
  'sectionId': 'VARCHAR', 'term': 'VARCHAR', 'schoolYear': 'INTEGER', 'gradeLevel': 'VARCHAR', 'courseCode': 'VARCHAR',
  'courseLevel': 'VARCHAR', 'mark': 'VARCHAR', 'gradePoints': 'DOUBLE', 'creditsAttempted': 'DOUBLE', 'creditsEarned': 'DOUBLE'});
CREATE VIEW assessments AS FROM read_csv(getvariable('facts') || '/assessments.csv', auto_detect = false, header = true, columns = {
  'studentId': 'VARCHAR', 'recordedAt': 'TIMESTAMP', 'source': 'VARCHAR', 'retracted': 'BOOLEAN', 'factId': 'VARCHAR',
  'assessmentId': 'VARCHAR', 'subject': 'VARCHAR', 'testDate': 'DATE', 'gradeLevel': 'VARCHAR', 'percentile': 'DOUBLE'});
CREATE VIEW outside_courses AS FROM read_csv(getvariable('facts') || '/outside-courses.csv', auto_detect = false, header = true, columns = {
  'studentId': 'VARCHAR', 'recordedAt': 'TIMESTAMP', 'source': 'VARCHAR', 'retracted': 'BOOLEAN', 'factId': 'VARCHAR',
  'provider': 'VARCHAR', 'courseCode': 'VARCHAR', 'completionDate': 'DATE', 'paidBy': 'VARCHAR', 'passed': 'BOOLEAN'});
CREATE VIEW graduations AS FROM read_csv(getvariable('facts') || '/graduations.csv', auto_detect = false, header = true, columns = {
  'studentId': 'VARCHAR', 'recordedAt': 'TIMESTAMP', 'source': 'VARCHAR', 'retracted': 'BOOLEAN', 'factId': 'VARCHAR',
  'credential': 'VARCHAR', 'schoolId': 'VARCHAR', 'graduationDate': 'DATE', 'diplomaType': 'VARCHAR'});
CREATE VIEW postsecondary AS FROM read_csv(getvariable('facts') || '/postsecondary.csv', auto_detect = false, header = true, columns = {
  'studentId': 'VARCHAR', 'recordedAt': 'TIMESTAMP', 'source': 'VARCHAR', 'retracted': 'BOOLEAN', 'factId': 'VARCHAR',
  'institutionId': 'VARCHAR', 'termBegin': 'DATE', 'termEnd': 'DATE', 'status': 'VARCHAR', 'cipCodes': 'VARCHAR', 'level': 'VARCHAR'});
CREATE VIEW degrees AS FROM read_csv(getvariable('facts') || '/degrees.csv', auto_detect = false, header = true, columns = {
  'studentId': 'VARCHAR', 'recordedAt': 'TIMESTAMP', 'source': 'VARCHAR', 'retracted': 'BOOLEAN', 'factId': 'VARCHAR',
  'institutionId': 'VARCHAR', 'conferredOn': 'DATE', 'degreeLevel': 'VARCHAR', 'cipCodes': 'VARCHAR', 'title': 'VARCHAR'});
CREATE VIEW searches AS FROM read_csv(getvariable('facts') || '/searches.csv', auto_detect = false, header = true, columns = {
  'studentId': 'VARCHAR', 'recordedAt': 'TIMESTAMP', 'source': 'VARCHAR', 'retracted': 'BOOLEAN', 'factId': 'VARCHAR',
  'searchedThrough': 'DATE', 'recordFound': 'BOOLEAN'});
CREATE VIEW employment AS FROM read_csv(getvariable('facts') || '/employment.csv', auto_detect = false, header = true, columns = {
  'studentId': 'VARCHAR', 'recordedAt': 'TIMESTAMP', 'source': 'VARCHAR', 'retracted': 'BOOLEAN', 'factId': 'VARCHAR',
  'employerId': 'VARCHAR', 'quarter': 'VARCHAR', 'occupationCode': 'VARCHAR', 'industryCode': 'VARCHAR', 'wages': 'DOUBLE'});
CREATE VIEW identities AS FROM read_csv(getvariable('facts') || '/identities.csv', auto_detect = false, header = true, columns = {
  'aliasId': 'VARCHAR', 'recordedAt': 'TIMESTAMP', 'source': 'VARCHAR', 'retracted': 'BOOLEAN', 'factId': 'VARCHAR',
  'canonicalId': 'VARCHAR'});
