package org.pathline.streams.codec;

import java.util.List;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.OutcomeFlags;
import org.pathline.domain.pathway.Pathway;
import org.pathline.domain.pathway.Pathway.Anchor;
import org.pathline.domain.pathway.Pathway.CourseYear;
import org.pathline.domain.pathway.Pathway.GradePace;
import org.pathline.domain.pathway.Pathway.GradePercentile;
import org.pathline.domain.pathway.Pathway.Reached;
import org.pathline.domain.pathway.Pathway.RosterYear;
import org.pathline.domain.pathway.Pathway.Seat;
import org.pathline.domain.pathway.Settings;

/**
 * Pathways and milestones in the Avro encoding of their schemas, behind the registry's header of
 * schema id. Equal pathways give equal bytes. Not thread-safe.
 */
public final class PathwayEncoder {
  private static final double SCALE = 1e9;

  private final AvroOutput out = new AvroOutput();
  private final int pathwaySchemaId;
  private final int milestoneSchemaId;

  /** Encoder that names the schemas by their ids in the registry. */
  public PathwayEncoder(int pathwaySchemaId, int milestoneSchemaId) {
    this.pathwaySchemaId = pathwaySchemaId;
    this.milestoneSchemaId = milestoneSchemaId;
  }

  /** Bytes of a pathway. */
  public byte[] encode(Pathway pathway) {
    out.clear();
    out.writeHeader(pathwaySchemaId);
    out.writeString(pathway.studentId());
    array(pathway.aliasIds());
    for (String id : pathway.aliasIds()) {
      out.writeString(id);
    }
    end();
    write(pathway.settings());
    symbol(pathway.raceEthnicity());
    symbol(pathway.sex());
    symbol(pathway.economicallyDisadvantaged());
    symbol(pathway.englishLearner());
    write(pathway.anchor());
    symbol(pathway.priorAchievement());
    optional(pathway.priorPercentile());
    courses(pathway.courses());
    array(pathway.pace());
    for (GradePace pace : pathway.pace()) {
      out.writeLong(pace.grade());
      out.writeLong(pace.rungPassed());
      symbol(pace.pace());
    }
    end();
    symbol(pathway.firstAcceleration());
    outcomes(pathway);
    optional(pathway.gradePoints() == null ? null : pathway.gradePoints() / SCALE);
    array(pathway.milestones());
    for (Reached reached : pathway.milestones()) {
      symbol(reached.milestone());
      proof(reached);
    }
    end();
    rosters(pathway.rosters());
    array(pathway.percentiles());
    for (GradePercentile percentile : pathway.percentiles()) {
      symbol(percentile.subject());
      out.writeString(percentile.gradeLevel());
      out.writeDouble(percentile.percentile());
    }
    end();
    return out.toByteArray();
  }

  /** Bytes of a milestone that was reached, or that is revoked. */
  public byte[] encode(String studentId, Settings settings, Reached reached, boolean attained) {
    out.clear();
    out.writeHeader(milestoneSchemaId);
    out.writeString(studentId);
    symbol(reached.milestone());
    write(settings);
    out.writeBoolean(attained);
    proof(reached);
    return out.toByteArray();
  }

  private void proof(Reached reached) {
    out.writeLong(reached.reachedOn().toEpochDay());
    out.writeString(reached.factType().noun());
    out.writeString(reached.factKey());
  }

  private void write(Settings settings) {
    out.writeLong(settings.anchorGrade());
    out.writeString(settings.stemList());
  }

  private void write(Anchor anchor) {
    out.writePresence(anchor != null);
    if (anchor != null) {
      out.writeString(anchor.districtId());
      out.writeString(anchor.schoolId());
      out.writeLong(anchor.schoolYear());
      symbol(anchor.subject());
      out.writeLong(anchor.expectedGraduationYear());
    }
  }

  private void courses(List<CourseYear> courses) {
    array(courses);
    for (CourseYear course : courses) {
      symbol(course.subject());
      out.writeLong(course.schoolYear());
      out.writeString(course.gradeLevel());
      out.writeLong(course.rung());
      out.writeLong(course.rungPassed());
      symbol(course.level());
      out.writeString(course.bestMark());
      out.writeBoolean(course.passed());
      symbol(course.takenIn());
    }
    end();
  }

  private void outcomes(Pathway pathway) {
    OutcomeFlags flags = pathway.outcomes();
    if (pathway.anchor() != null) {
      array(Outcome.all());
      for (Outcome outcome : Outcome.all()) {
        symbol(outcome);
        out.writeBoolean(flags.isEligible(outcome));
        out.writeBoolean(flags.isObserved(outcome));
        out.writeBoolean(flags.isAttained(outcome));
      }
    }
    out.writeLong(0);
  }

  private void rosters(List<RosterYear> rosters) {
    array(rosters);
    for (RosterYear roster : rosters) {
      out.writeString(roster.districtId());
      out.writeString(roster.schoolId());
      out.writeLong(roster.schoolYear());
      out.writeString(roster.gradeLevel());
      array(roster.seats());
      for (Seat seat : roster.seats()) {
        out.writeString(seat.sectionId());
        symbol(seat.subject());
        symbol(seat.courseLevel());
      }
      end();
    }
    end();
  }

  private void symbol(Enum<?> symbol) {
    out.writeLong(symbol.ordinal());
  }

  private void optional(Double value) {
    out.writePresence(value != null);
    if (value != null) {
      out.writeDouble(value);
    }
  }

  /** Avro writes an array as one block with its length, where it is not empty, and a zero. */
  private void array(List<?> list) {
    if (!list.isEmpty()) {
      out.writeLong(list.size());
    }
  }

  private void end() {
    out.writeLong(0);
  }
}
