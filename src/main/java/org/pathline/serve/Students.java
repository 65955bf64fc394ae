package org.pathline.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.fact.Canary;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.outcome.Contribution;
import org.pathline.events.Pathway;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.codec.ContributionCodec;
import org.pathline.streams.registry.WireFormat;
import org.pathline.streams.wire.PathwayRecord;
import org.pathline.tables.CellColumns;
import org.pathline.tables.CellTable;
import org.pathline.tables.Database;
import org.pathline.tables.SqlFailure;

/**
 * The students that stand at a cut, and what follows from them: the cells that they add up to, and
 * their courses from stage to stage. Sums therefore always count each student once, whatever moves
 * between cells.
 *
 * <p>Not thread-safe.
 */
final class Students {
  /** Table of courses; nothing of a single student leaves it. */
  static final String COURSES = "courses";

  private static final String STAGE = "course_stage";
  private static final int PER_STEP = 50_000;

  private final Database database;
  private final WireFormat wireFormat;
  private final ContributionCodec codec = new ContributionCodec();
  private final Map<String, byte[]> contributions = new HashMap<>();

  Students(Database database, WireFormat wireFormat) {
    this.database = database;
    this.wireFormat = wireFormat;
    database.execute("CREATE TABLE " + COURSES + columns());
  }

  private static String columns() {
    return " (studentId VARCHAR, anchorGrade INTEGER, stemList VARCHAR, districtId VARCHAR,"
        + " schoolId VARCHAR, anchorYear INTEGER, subject VARCHAR, raceEthnicity VARCHAR,"
        + " economicallyDisadvantaged VARCHAR, priorAchievement VARCHAR, "
        + Course.STAGES.stream().map(stage -> stage + " VARCHAR").collect(Collectors.joining(", "))
        + ")";
  }

  /** How many stand. */
  long size() {
    return contributions.size();
  }

  /** Takes in changed pathways; null values are of students who stand no more. */
  void change(List<ConsumerRecord<byte[], byte[]>> records) {
    Map<String, byte @Nullable []> latest = new LinkedHashMap<>();
    for (ConsumerRecord<byte[], byte[]> record : records) {
      if (!Canary.is(record.key())) {
        latest.put(new String(record.key(), UTF_8), record.value());
      }
    }
    List<String> ids = new ArrayList<>(latest.keySet());
    for (int from = 0; from < ids.size(); from += PER_STEP) {
      change(latest, ids.subList(from, Math.min(ids.size(), from + PER_STEP)));
    }
  }

  private void change(Map<String, byte @Nullable []> latest, List<String> ids) {
    database.execute("CREATE OR REPLACE TABLE " + STAGE + columns());
    Map<CellKey, CellSums> changes = new HashMap<>();
    try (DuckDBAppender rows = database.connection().createAppender(STAGE)) {
      for (String id : ids) {
        byte[] before = contributions.remove(id);
        if (before != null) {
          add(changes, codec.decode(before), -1);
        }
        byte[] value = latest.get(id);
        if (value != null) {
          Pathway pathway = wireFormat.record(value, TopicCatalogue.PATHWAYS.schema());
          Contribution contribution = PathwayRecord.contribution(pathway);
          contributions.put(id, codec.encode(contribution));
          add(changes, contribution, 1);
          append(rows, id, contribution.cell(), Course.of(pathway));
        }
      }
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
    if (!isEmpty()) {
      deleteCourses(ids);
    }
    database.execute("INSERT INTO " + COURSES + " FROM " + STAGE);
    database.execute("DROP TABLE " + STAGE);
    new CellTable(database)
        .add(
            changes.entrySet().stream()
                .filter(each -> !each.getValue().isZero())
                .map(each -> new Cell(each.getKey(), each.getValue()))
                .toList());
  }

  private boolean isEmpty() {
    return database
        .rows("SELECT count(*) FROM " + COURSES, row -> row.getLong(1))
        .get(0)
        .equals(0L);
  }

  private void deleteCourses(List<String> ids) {
    database.execute("CREATE OR REPLACE TABLE changed_ids (id VARCHAR)");
    try (DuckDBAppender rows = database.connection().createAppender("changed_ids")) {
      for (String id : ids) {
        rows.beginRow();
        rows.append(id);
        rows.endRow();
      }
    } catch (SQLException e) {
      throw new SqlFailure(e);
    }
    database.execute("DELETE FROM " + COURSES + " USING changed_ids WHERE studentId = id");
    database.execute("DROP TABLE changed_ids");
  }

  private static void add(Map<CellKey, CellSums> changes, Contribution contribution, int sign) {
    changes.computeIfAbsent(contribution.cell(), absent -> new CellSums()).add(contribution, sign);
  }

  private static void append(DuckDBAppender rows, String id, CellKey cell, Course course)
      throws SQLException {
    rows.beginRow();
    rows.append(id);
    CellColumns.append(rows, cell);
    for (String state : course.states()) {
      rows.append(state);
    }
    rows.endRow();
  }
}
