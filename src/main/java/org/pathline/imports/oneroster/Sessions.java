package org.pathline.imports.oneroster;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Bounds;
import org.pathline.imports.Dates;
import org.pathline.imports.ForeignRecord;
import org.pathline.imports.ImportSettings;
import org.pathline.imports.NearIds;
import org.pathline.publish.BadRow;

/** Academic sessions: school years, and the terms and grading periods within them. */
final class Sessions {
  /**
   * A session.
   *
   * @param schoolYear the year in which it ends, by its dates before what it says
   */
  record Session(
      String title,
      String type,
      @Nullable LocalDate begin,
      @Nullable LocalDate end,
      @Nullable String parent,
      int schoolYear) {}

  private final Map<String, Session> sessions = new HashMap<>();
  private final Map<String, String> terms = new HashMap<>();
  private final TermNames names = new TermNames(sessions.values());
  private final NearIds near = NearIds.of("termSourcedIds", sessions.keySet());
  private final ImportSettings settings;
  private int otherwiseNamed;

  Sessions(ImportSettings settings) {
    this.settings = settings;
  }

  void add(ForeignRecord record) throws BadRow {
    String id = record.text("sourcedId");
    if (id == null) {
      return;
    }
    LocalDate begin = settings.date("startDate", record.text("startDate"));
    LocalDate end = settings.date("endDate", record.text("endDate"));
    int named = year(record.text("schoolYear"));
    int year = begin != null && end != null ? Dates.schoolYear(begin, end) : named;
    if (named != Dates.NO_YEAR && named != year) {
      otherwiseNamed++;
    }
    sessions.put(
        id,
        new Session(
            Objects.requireNonNullElse(record.text("title"), ""),
            Objects.requireNonNullElse(record.text("type"), "").toLowerCase(Locale.ROOT),
            begin,
            end,
            record.text("parentSourcedId"),
            year));
  }

  private static int year(@Nullable String text) {
    int year = Dates.year(text);
    boolean plausible =
        year >= Bounds.EARLIEST_DATE.getYear() && year <= Bounds.LATEST_DATE.getYear();
    return plausible ? year : Dates.NO_YEAR;
  }

  /** Sessions whose dates lie in another school year than the one that they name. */
  int otherwiseNamed() {
    return otherwiseNamed;
  }

  /** Sessions nearly of whose ids others are. */
  NearIds near() {
    return near;
  }

  /** What a session is called; null where none of that id is known, or it has no title. */
  @Nullable String title(String id) {
    Session session = sessions.get(id);
    return session == null || session.title().isEmpty() ? null : session.title();
  }

  @Nullable Session get(@Nullable String id) {
    return id == null ? null : sessions.get(id);
  }

  /** The one of some sessions that begins first, in whatever order they are named. */
  @Nullable Session first(List<String> ids) {
    Session first = null;
    for (String id : ids) {
      Session session = sessions.get(id);
      if (session != null && (first == null || isBefore(session.begin(), first.begin()))) {
        first = session;
      }
    }
    return first;
  }

  private static boolean isBefore(@Nullable LocalDate one, @Nullable LocalDate other) {
    return one != null && (other == null || one.isBefore(other));
  }

  /** Term of a grade by its session: as the mapping file says, else as {@link TermNames} do. */
  String term(String id) {
    return terms.computeIfAbsent(id, this::named);
  }

  private String named(String id) {
    Session session = sessions.get(id);
    if (session == null) {
      return id;
    }
    String said = settings.map().of("terms", session.title());
    if (said != null) {
      return said;
    }
    String name = names.of(session);
    return name != null ? name : session.title().isEmpty() ? id : session.title().replace(' ', '-');
  }
}
