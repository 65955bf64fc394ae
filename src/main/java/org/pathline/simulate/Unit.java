package org.pathline.simulate;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.StudentRecord;

/** The students of one cohort that go to one high school: born, raised, written down, counted. */
final class Unit {
  private static final LocalDate LAST_REFRESH = LocalDate.of(2024, 9, 1);

  private final Parameters parameters;
  private final SimulatedState world;
  private final Zone zone;
  private final int cohort;
  private final UnitOutput out = new UnitOutput();
  private final List<Person> people = new ArrayList<>();
  private final List<Life> lives = new ArrayList<>();
  private final List<List<Attendance>> schoolYears = new ArrayList<>();
  private final List<Double> priors = new ArrayList<>();

  Unit(Parameters parameters, SimulatedState world, Zone zone, int cohort) {
    this.parameters = parameters;
    this.world = world;
    this.zone = zone;
    this.cohort = cohort;
  }

  /**
   * Lives all lives.
   *
   * @param firstStudents from {@link SimulatedState#firstStudents}
   */
  UnitOutput live(int[] firstStudents) {
    List<Seat> seats = new ArrayList<>();
    for (School school : zone.feeders()) {
      int at = (cohort - world.firstAnchorYear()) * world.schools().size();
      at += world.schools().indexOf(school);
      for (int number = firstStudents[at]; number < firstStudents[at + 1]; number++) {
        goToSchool(Person.born(parameters.seed(), number, school, cohort), seats);
      }
    }
    new SimulatedRosters(parameters.seed()).write(zone, cohort, seats);
    for (int i = 0; i < lives.size(); i++) {
      growUp(people.get(i), lives.get(i), schoolYears.get(i), priors.get(i));
      introduce(people.get(i), lives.get(i));
      writeDown(i);
      count(people.get(i), lives.get(i));
    }
    return out;
  }

  private void goToSchool(Person person, List<Seat> seats) {
    long seed = parameters.seed();
    Life life =
        new Life(
            person.id(),
            Aliases.of(seed, person),
            Draws.of(seed, person.number(), Purpose.RECORD_IDS));
    List<Attendance> years = SchoolYears.live(world, seed, person, life);
    people.add(person);
    lives.add(life);
    schoolYears.add(years);
    priors.add(Mathematics.live(seed, person, years, life, seats));
  }

  private void growUp(Person person, Life life, List<Attendance> years, double prior) {
    long seed = parameters.seed();
    Attendance last = years.get(years.size() - 1);
    int schoolEnds = last.year() + 12 - last.grade();
    Draws dice = Draws.of(seed, person.number(), Purpose.COLLEGE);
    Linkage linkage =
        new Linkage(life, Draws.of(seed, person.number(), Purpose.LINKAGE), schoolEnds);
    Choice choice = Choice.make(parameters.effect(), person, years, prior, dice);
    out.tally.add(choice);
    int collegeEnds =
        person.goesToCollege()
            ? College.live(person, life, dice, linkage, choice, schoolEnds)
            : schoolEnds;
    linkage.write();
    Draws work = Draws.of(seed, person.number(), Purpose.WORK);
    Work.live(person, life, work, schoolEnds, collegeEnds);
  }

  /** Writes who the student is: under each id that has facts, latest under the student's own. */
  private void introduce(Person person, Life life) {
    Set<String> used = new HashSet<>();
    life.facts().forEach(fact -> used.add(fact.envelope().studentId()));
    Set<String> ids = new LinkedHashSet<>();
    ids.add(person.id());
    life.aliases().stream().map(Alias::id).filter(used::contains).forEach(ids::add);
    for (String id : ids) {
      boolean own = id.equals(person.id());
      LocalDate recorded = own ? LAST_REFRESH : LAST_REFRESH.minusDays(200 + ids.size());
      boolean vague = !own && person.number() % 3 == 0;
      life.students.add(
          new StudentRecord(
              life.plainEnvelope(id, recorded, person.home().district().source()),
              vague ? RaceEthnicity.UNKNOWN : person.race(),
              person.sex(),
              vague
                  ? Indicator.UNKNOWN
                  : person.number() % 97 == 0
                      ? Indicator.UNKNOWN
                      : person.poor() ? Indicator.YES : Indicator.NO,
              person.englishLearner() ? Indicator.YES : Indicator.NO));
    }
  }

  private void writeDown(int index) {
    Life life = lives.get(index);
    Messiness messiness =
        new Messiness(
            parameters.clean(),
            out,
            Draws.of(parameters.seed(), people.get(index).number(), Purpose.MESSINESS));
    for (Fact fact : life.facts()) {
      messiness.write(fact);
    }
    messiness.link(life, people.get((index + 1) % people.size()).id());
  }

  /** A student whose ids were never joined counts as two. */
  private void count(Person person, Life life) {
    List<Alias> aliases = life.aliases();
    if (aliases.isEmpty() || aliases.get(0).joined()) {
      count(life);
      return;
    }
    count(life.under(person.id()));
    Life other = life.under(aliases.get(0).id());
    if (!other.facts().isEmpty()) {
      count(other);
    }
  }

  private void count(Life life) {
    out.tally.add(Bookkeeping.of(life));
    out.tally.rosters.add(life, world.schoolsWithRosterTruth());
  }
}
