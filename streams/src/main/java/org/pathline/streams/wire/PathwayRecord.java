package org.pathline.streams.wire;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.Contribution;
import org.pathline.domain.pathway.GradePoints;
import org.pathline.domain.pathway.Milestone;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.OutcomeFlags;
import org.pathline.domain.pathway.Pathway;
import org.pathline.domain.pathway.Pathway.Anchor;
import org.pathline.domain.pathway.Pathway.Channel;
import org.pathline.domain.pathway.Pathway.CourseYear;
import org.pathline.domain.pathway.Pathway.GradePace;
import org.pathline.domain.pathway.Pathway.GradePercentile;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.domain.pathway.Pathway.Reached;
import org.pathline.domain.pathway.Pathway.RosterYear;
import org.pathline.domain.pathway.Pathway.Seat;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.sorting.Seating;
import org.pathline.events.MilestoneName;
import org.pathline.events.OutcomeName;
import org.pathline.events.OutcomeStatus;
import org.pathline.events.ReachedMilestone;
import org.pathline.streams.codec.AvroOutput;

/**
 * Pathways and milestones as they are published, and what others read of a published pathway.
 *
 * <p>They are written in the Avro encoding of their schemas, behind the registry's header of schema
 * id. Equal pathways give equal bytes. Writing is not thread-safe.
 */
public final class PathwayRecord {
  private final AvroOutput out = new AvroOutput();
  private final int pathwaySchemaId;
  private final int milestoneSchemaId;

  /** Encoder that names the schemas by their ids in the registry. */
  public PathwayRecord(int pathwaySchemaId, int milestoneSchemaId) {
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
    Long points = pathway.gradePoints();
    optional(points == null ? null : Double.valueOf(GradePoints.points(points)));
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

  /** What the student of a published pathway contributes: what {@link Contribution} says of it. */
  public static Contribution contribution(org.pathline.events.Pathway record) {
    return Contribution.of(
        SettingsRecord.read(record.getSettings()),
        anchor(record.getAnchor()),
        RaceEthnicity.valueOf(record.getRaceEthnicity().name()),
        Indicator.valueOf(record.getEconomicallyDisadvantaged().name()),
        PriorAchievement.valueOf(record.getPriorAchievement().name()),
        outcomes(record),
        record.getGradePoints() == null
            ? null
            : Long.valueOf(GradePoints.whole(record.getGradePoints())),
        Channel.valueOf(record.getFirstAcceleration().name()),
        milestones(record));
  }

  /** The seats of the student of a published pathway: what {@link Seating} says of it. */
  public static List<Seating> seatings(org.pathline.events.Pathway record) {
    return Seating.of(
        rosters(record),
        percentiles(record),
        RaceEthnicity.valueOf(record.getRaceEthnicity().name()),
        Indicator.valueOf(record.getEconomicallyDisadvantaged().name()));
  }

  private static @Nullable Anchor anchor(org.pathline.events.@Nullable Anchor record) {
    return record == null
        ? null
        : new Anchor(
            record.getDistrictId(),
            record.getSchoolId(),
            record.getSchoolYear(),
            Subject.valueOf(record.getSubject().name()),
            record.getExpectedGraduationYear());
  }

  private static OutcomeFlags outcomes(org.pathline.events.Pathway record) {
    int eligible = 0;
    int observed = 0;
    int attained = 0;
    for (OutcomeStatus status : record.getOutcomes()) {
      // A newer writer's outcome reads as unknown here and is not counted by this release.
      if (status.getOutcome() != OutcomeName.unknown) {
        int bit = 1 << Outcome.labelled(status.getOutcome().name()).orElseThrow().ordinal();
        eligible |= status.getEligible() ? bit : 0;
        observed |= status.getObserved() ? bit : 0;
        attained |= status.getAttained() ? bit : 0;
      }
    }
    return new OutcomeFlags(eligible, observed, attained);
  }

  private static int milestones(org.pathline.events.Pathway record) {
    int milestones = 0;
    for (ReachedMilestone reached : record.getMilestones()) {
      if (reached.getMilestone() != MilestoneName.UNKNOWN) {
        milestones |= Contribution.bit(Milestone.valueOf(reached.getMilestone().name()));
      }
    }
    return milestones;
  }

  private static List<RosterYear> rosters(org.pathline.events.Pathway record) {
    List<RosterYear> rosters = new ArrayList<>();
    for (var year : record.getRosters()) {
      List<Seat> seats = new ArrayList<>();
      for (var seat : year.getSeats()) {
        Subject subject = Subject.valueOf(seat.getSubject().name());
        // A newer writer's subject reads as unknown here; such seats of two must not be joined.
        if (subject != Subject.UNKNOWN) {
          seats.add(
              new Seat(
                  seat.getSectionId(), subject, CourseLevel.valueOf(seat.getCourseLevel().name())));
        }
      }
      rosters.add(
          new RosterYear(
              year.getDistrictId(),
              year.getSchoolId(),
              year.getSchoolYear(),
              year.getGradeLevel(),
              seats));
    }
    return rosters;
  }

  private static List<GradePercentile> percentiles(org.pathline.events.Pathway record) {
    return record.getPercentiles().stream()
        .map(
            each ->
                new GradePercentile(
                    Subject.valueOf(each.getSubject().name()),
                    each.getGradeLevel(),
                    each.getPercentile()))
        .toList();
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

  private void write(@Nullable Anchor anchor) {
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

  private void optional(@Nullable Double value) {
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
