package org.pathline.domain.key;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Text of a key with several parts: joined by bars, absent ones empty, bars within escaped. */
public final class KeyText {
  private KeyText() {}

  /** Text of the parts; null parts are absent. */
  public static String join(@Nullable String... parts) {
    List<String> escaped = new ArrayList<>(parts.length);
    for (String part : parts) {
      escaped.add(part == null ? "" : part.replace("%", "%25").replace("|", "%7C"));
    }
    return String.join("|", escaped);
  }

  /**
   * Parts of a text; absent ones are empty.
   *
   * @param what what the key belongs to, for the message
   * @throws IllegalArgumentException when there are not as many parts
   */
  public static List<String> split(String text, int count, String what) {
    String[] parts = text.split("\\|", -1);
    if (parts.length != count) {
      throw new IllegalArgumentException("not the key of " + what + ": " + text);
    }
    List<String> unescaped = new ArrayList<>(count);
    for (String part : parts) {
      unescaped.add(part.replace("%7C", "|").replace("%25", "%"));
    }
    return unescaped;
  }
}
