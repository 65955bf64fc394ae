package org.pathline.imports.oneroster;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.BiPredicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pathline.imports.oneroster.Sessions.Session;

/**
 * What facts call the terms of a school year: S1, T2, Q3, Y1.
 *
 * <p>Schools of one district have terms of their own days, and one type may be of semesters and of
 * quarters. So a term is not counted among all of its type, but in the row of those that follow on
 * each other through the year: of the first of two S1, of three T1, of four Q1.
 */
final class TermNames {
  private static final Pattern CODE = Pattern.compile("[YySsTtQq][1-9]");

  private static final Pattern WORD =
      Pattern.compile("\\b(sem(?:ester)?|tri(?:mester)?|quarter|qtr)s?(?=\\b|\\d|_)");

  /** The 2 of "Quarter 2, 2022-23" and of "2nd Semester", but none of a year. */
  private static final Pattern NUMBER =
      Pattern.compile("(?<![\\d.])([1-9])(?:st|nd|rd|th)?(?![\\d.])");

  private static final List<Pattern> ORDINALS =
      Stream.of("first", "second", "third", "fourth")
          .map(ordinal -> Pattern.compile("\\b" + ordinal + "\\b"))
          .toList();

  /** Days from the first day of the first term to the last of the last; fewer are not all terms. */
  private static final int LEAST_OF_A_YEAR = 230;

  private final Collection<Session> sessions;

  /**
   * Names of terms.
   *
   * @param sessions all there are, once the first is asked for
   */
  TermNames(Collection<Session> sessions) {
    this.sessions = sessions;
  }

  /** Name of a session, as its title or its place says it; null where neither does. */
  @Nullable String of(Session session) {
    if (CODE.matcher(session.title()).matches()) {
      return session.title().toUpperCase(Locale.ROOT);
    }
    if (session.type().equals("schoolyear")) {
      return "Y1";
    }
    String titled = titled(session.title().toLowerCase(Locale.ROOT));
    return titled == null ? placed(session) : titled;
  }

  /** Name by a title that says both the length and the number of a term. */
  private static @Nullable String titled(String title) {
    Matcher word = WORD.matcher(title);
    if (!word.find()) {
      return null;
    }
    String letter = word.group(1).substring(0, 1).toUpperCase(Locale.ROOT);
    if (word.find()) {
      // "Semester 1, quarter 2" is either.
      return null;
    }
    for (int i = 0; i < ORDINALS.size(); i++) {
      if (ORDINALS.get(i).matcher(title).find()) {
        return letter + (i + 1);
      }
    }
    Matcher number = NUMBER.matcher(title);
    String digit = number.find() ? number.group(1) : null;
    return digit == null || number.find() ? null : letter + digit;
  }

  /** Name by the place among the terms that follow on each other. */
  private @Nullable String placed(Session session) {
    List<Session> before = chain(session, (other, one) -> follows(other, one));
    List<Session> after = chain(session, (other, one) -> follows(one, other));
    Session first = before.get(before.size() - 1);
    Session last = after.get(after.size() - 1);
    String letter = letter(session, before.size() + after.size() - 1, first, last);
    return letter == null ? null : letter + before.size();
  }

  /** A session and those that follow on each other on one side of it, the nearest first. */
  private List<Session> chain(Session session, BiPredicate<Session, Session> isOnThatSide) {
    List<Session> chain = new ArrayList<>();
    for (Session at = session; at != null; at = neighbour(at, isOnThatSide)) {
      chain.add(at);
    }
    return chain;
  }

  private static @Nullable String letter(Session session, int count, Session first, Session last) {
    if (session.type().equals("semester")) {
      return session.begin() == null ? null : "S";
    }
    if (first.begin() == null
        || last.end() == null
        || ChronoUnit.DAYS.between(first.begin(), last.end()) < LEAST_OF_A_YEAR) {
      return null;
    }
    return switch (count) {
      case 1 -> "Y";
      case 2 -> "S";
      case 3 -> "T";
      case 4 -> "Q";
      default -> null;
    };
  }

  private static boolean follows(Session one, Session next) {
    LocalDate end = one.end();
    LocalDate begin = next.begin();
    return end != null && begin != null && !end.isAfter(begin);
  }

  /** The one that is nearest in time and most alike in length of those on one side of a session. */
  private @Nullable Session neighbour(Session session, BiPredicate<Session, Session> isOnThatSide) {
    if (days(session) == 0) {
      return null;
    }
    Stream<Session> beside =
        sessions.stream()
            .filter(
                other ->
                    other.type().equals(session.type())
                        && other.schoolYear() == session.schoolYear()
                        && isAlike(days(other), days(session))
                        && isOnThatSide.test(other, session));
    return beside
        .min(
            Comparator.<Session>comparingLong(
                    other -> gap(session, other) + Math.abs(days(other) - days(session)))
                .thenComparing(other -> String.valueOf(other.begin())))
        .orElse(null);
  }

  /** A summer session is none of the terms, nor a quarter one of the semesters. */
  private static boolean isAlike(long days, long others) {
    return 2 * Math.min(days, others) > Math.max(days, others);
  }

  /** Days that a session takes; 0 where its dates are not known. */
  private static long days(Session session) {
    LocalDate begin = session.begin();
    LocalDate end = session.end();
    return begin == null || end == null ? 0 : Math.max(0, ChronoUnit.DAYS.between(begin, end));
  }

  private static long gap(Session one, Session two) {
    return follows(one, two) ? between(one, two) : between(two, one);
  }

  private static long between(Session one, Session next) {
    LocalDate end = one.end();
    LocalDate begin = next.begin();
    return end == null || begin == null ? 0 : ChronoUnit.DAYS.between(end, begin);
  }
}
