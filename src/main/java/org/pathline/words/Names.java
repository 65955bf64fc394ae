package org.pathline.words;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Names as people write them, and what is said where one names none of the things there are. */
public final class Names {
  private Names() {}

  /**
   * Says that there is no such thing, which one may be meant, and all that there are.
   *
   * @param what the kind of thing, such as {@code dimension}
   * @param given the text
   * @param known names of all things, in the order in which they are told
   */
  public static String none(String what, String given, Collection<String> known) {
    return "there is no "
        + what
        + " '"
        + given
        + "'"
        + guess(given, known)
        + "; there are "
        + String.join(" ", known);
  }

  /** The name that may be meant, as a question in brackets after a blank; empty where none is. */
  public static String guess(String given, Collection<String> known) {
    String nearest = nearest(given, known);
    return nearest == null ? "" : " (is it '" + nearest + "'?)";
  }

  /**
   * Letters and digits of a name, in lower case: {@code schoolyear} of school_year or School.Year.
   */
  public static String plain(String name) {
    StringBuilder plain = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (Character.isLetterOrDigit(c)) {
        plain.append(c);
      }
    }
    return plain.toString().toLowerCase(Locale.ROOT);
  }

  /** The name that is most like a given one; null where none is much like it. */
  public static @Nullable String nearest(String name, Collection<String> names) {
    String plain = plain(name);
    String nearest = null;
    // Any two names of a letter or two are like each other.
    int least = plain.length() < 3 ? 1 : Math.max(1, plain.length() / 3) + 1;
    for (String each : names) {
      String other = plain(each);
      int distance = distance(plain, other);
      // One that the other begins or ends with is a longer name for the same.
      if (Math.min(plain.length(), other.length()) >= 4
          && (plain.startsWith(other) || other.startsWith(plain) || other.endsWith(plain))) {
        distance = Math.min(distance, 1);
      }
      if (distance < least) {
        least = distance;
        nearest = each;
      }
    }
    return nearest;
  }

  /** Single letters to insert, drop or change (Levenshtein). */
  public static int distance(String one, String two) {
    int[] row = new int[two.length() + 1];
    for (int j = 0; j <= two.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= two.length(); j++) {
        int above = row[j];
        int changed = diagonal + (one.charAt(i - 1) == two.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, 1 + Math.min(above, row[j - 1]));
        diagonal = above;
      }
    }
    return row[two.length()];
  }
}
