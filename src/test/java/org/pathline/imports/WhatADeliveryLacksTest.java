package org.pathline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files, columns and values that a delivery of another system should have and has not. */
class WhatADeliveryLacksTest {
  private static final String SEATS =
      "sourcedId,classSourcedId,userSourcedId,role,beginDate,endDate\n"
          + "e1,K1,u1,student,2022-08-15,2023-06-09\n";
  private static final String STAY =
      "{\"id\":\"a1\",\"studentReference\":{\"studentUniqueId\":\"S1\"},\"schoolReference\":"
          + "{\"schoolId\":7},\"entryDate\":\"2021-08-23\",\"entryGradeLevelDescriptor\":"
          + "\"uri://x#Eighth grade\",\"exitWithdrawTypeDescriptor\":\"uri://x#Transferred\"}\n";

  @TempDir private Path directory;

  private Delivered roster() throws IOException {
    return Delivered.ofOneSchool(directory)
        .with(
            "classes.csv",
            "sourcedId,grades,courseSourcedId,schoolSourcedId,termSourcedIds\nK1,08,C1,S,Y\n")
        .with("users.csv", "sourcedId,role,grades\nu1,student,08\n")
        .with("enrollments.csv", SEATS);
  }

  private Delivered edFi(String stays) throws IOException {
    return new Delivered(directory, "edfi").with("studentSchoolAssociations.ndjson", stays);
  }

  private Path district() throws IOException {
    return new Delivered(directory, "edfi").map("district: D\n");
  }

  @ParameterizedTest
  @CsvSource({
    "file.results, bulk, 1, 'missing: results, which the manifest says is here'",
    "file.lineItems, delta, 1, 'missing: lineitems'",
    "file.results, absent, 0, nothing was sent",
    "file.enrollments, absent, 0, the manifest says that enrollments is absent",
    "file.users, full, 0, 'the manifest says ''full'' of users'",
  })
  void whereTheManifestSaysOtherwiseItIsTold(String name, String said, int exit, String told)
      throws IOException {
    Delivered data =
        roster().with("Manifest.CSV", "propertyName,value\n" + name + "," + said + "\n");
    data.runChecked();
    assertThat(data.text).contains(told);
    assertThat(data.exitCode).isEqualTo(exit);
  }

  @Test
  void aDeltaIsNoCompleteDelivery() throws IOException {
    Delivered data = roster().with("manifest.csv", "propertyName,value\nfile.enrollments,delta\n");
    data.runChecked("--complete", "source=sis");
    assertThat(data.exitCode).isEqualTo(2);
    assertThat(data.text).contains("--complete", "enrollments.csv holds only what has changed");
  }

  @ParameterizedTest
  @CsvSource({
    "userSourcedId, userSourceId, 'lacks the column userSourcedId (is it ''userSourceId''?)'",
    "classSourcedId, class, lacks the column classSourcedId",
    "role, rol, 'lacks the column role (is it ''rol''?)'",
    "'sourcedId,class', 'id,class', lacks the column sourcedId",
  })
  void aTableWithoutAColumnThatItNeedsIsNotRead(String column, String instead, String told)
      throws IOException {
    Delivered data = roster().with("enrollments.csv", SEATS.replaceFirst(column, instead));
    data.runChecked();
    assertThat(data.exitCode).isEqualTo(1);
    assertThat(data.text).contains("enrollments.csv: " + told);
  }

  @Test
  void tablesMayHaveTabsAndOtherEndingsOfTheirNamesLookLikeData() throws IOException {
    Delivered data =
        roster()
            .with("demographics.tsv", "sourcedId\tsex\nu1\tfemale\n")
            .with("notes.docx", "x")
            .run();
    assertThat(data.exitCode).as(data.text).isZero();
    assertThat(data.cells("students", "studentId", "sex")).containsExactly("u1 FEMALE");
    data.with("results.xlsx", "x").runChecked();
    assertThat(data.exitCode).isEqualTo(1);
    assertThat(data.text).contains("results.xlsx: not used", "notes.docx: not used");
  }

  @Test
  void emptyFilesAreNamed() throws IOException {
    roster();
    assertThat(new Delivered(directory, "oneroster").with("results.csv", "").runChecked().text)
        .contains("results.csv: not used: it is empty");
    Path other = directory.resolve("other");
    Delivered empty = new Delivered(other, "edfi").with("studentSchoolAssociations.json", "");
    empty.runChecked();
    assertThat(empty.exitCode).isEqualTo(2);
    assertThat(empty.text).contains("studentSchoolAssociations.json: it is empty");
  }

  @ParameterizedTest
  @CsvSource({
    "studentSchoolAssociation.json, 0, enrollments",
    "studentSchoolAssocations.json, 1, 'is it ''studentSchoolAssociations''?'",
    "courseTranscript.jsonl, 0, grades",
    "grades.xlsx, 1, neither JSON nor XML",
    "staffs.json, 0, no resource that is read",
  })
  void resourcesAreKnownInTheSingularAndMissedWhereTheyAreMisspelt(
      String name, int exit, String told) throws IOException {
    Delivered data = edFi(STAY).with(name, "{}\n".repeat(name.startsWith("staff") ? 1 : 0) + " ");
    data.runChecked("--map", district().toString());
    assertThat(data.text).contains(told);
    assertThat(data.exitCode).isEqualTo(exit);
  }

  @ParameterizedTest
  @CsvSource({
    "uri://x#Eighth grade, NULL, entryGradeLevelDescriptor: 'NULL' is a word",
    "uri://x#Eighth grade, uri://x#N/A, entryGradeLevelDescriptor: 'N/A' is a word",
    "uri://x#Transferred, none, exitWithdrawTypeDescriptor: 'none' is a word",
    "2021-08-23, (null), is not a date",
  })
  void aCodeThatIsAWordForNothingIsRefused(String code, String word, String told)
      throws IOException {
    Delivered data = edFi(STAY.replace(code, word));
    data.runChecked("--map", district().toString());
    assertThat(data.exitCode).isEqualTo(1);
    assertThat(data.text).contains(told.replace("\"", "'"));
  }

  @Test
  void transcriptsWaitWhereGradesCannotBeReadToTheirEnd() throws IOException {
    Delivered data =
        edFi(STAY)
            .with(
                "courseTranscripts.json",
                "[{\"id\":\"t1\",\"studentAcademicRecordReference\":{\"studentUniqueId\":\"S1\","
                    + "\"schoolYear\":2022},\"courseReference\":{\"courseCode\":\"02052\"},"
                    + "\"whenTakenGradeLevelDescriptor\":\"x#Eighth grade\","
                    + "\"finalLetterGradeEarned\":\"A\"}]")
            .with("grades.json", "[{\"id\":\"g1\"},{\"id\":");
    data.run("--map", district().toString());
    assertThat(data.exitCode).isEqualTo(1);
    assertThat(data.rows("grades")).isEmpty();
    assertThat(data.text)
        .contains("grades.json:1: is not well-formed", "could not be read to their end");
    data.with("grades.json", "[]").run("--map", district().toString());
    assertThat(data.exitCode).isZero();
    assertThat(data.cells("grades", "factId", "mark")).containsExactly("t1 A");
  }

  @Test
  void nullOfJsonIsAbsent() throws IOException {
    Delivered data =
        edFi(
            STAY.replace("\"uri://x#Transferred\"", "null")
                + STAY.replace("\"S1\"", "null").replace("a1", "a2"));
    data.run("--map", district().toString());
    assertThat(data.cells("enrollments", "factId", "exitType")).containsExactly("a1 -");
    assertThat(data.text).contains("it names no student").doesNotContain("exitTypes");
    assertThat(data.exitCode).isZero();
  }

  @Test
  void aMappingFileInTomlIsRefusedWithWhatToDo() throws IOException {
    Delivered data = edFi(STAY);
    data.with("../map.TOML", "[courses]\nMA8H = {code = \"02052\"}\n")
        .runChecked("--map", directory.resolve("map.TOML").toString());
    assertThat(data.exitCode).isEqualTo(2);
    assertThat(data.text).contains("is TOML; a mapping file is YAML", "--map-template");
  }
}
