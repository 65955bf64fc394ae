package org.pathline.imports;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.CourseArea;

/**
 * A course by its SCED code.
 *
 * @param code five characters
 * @param level B, G, E, H, C or X; null where it is not known
 */
public record ScedCourse(String code, @Nullable String level) {
  /** The course, then perhaps its level, credit and sequence: 02052G1.0011. Source: NCES, SCED. */
  private static final Pattern FORM =
      Pattern.compile("(\\d{2})[-. ]?(\\d[0-9A-Z]{2})(?:[-. ]?([BGEHCX])(?:[-. ]?[0-9.]{2,8})?)?");

  /** Course of a text that is a SCED code of a known area; null where it is none. */
  public static @Nullable ScedCourse of(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return null;
    }
    String code = matcher.group(1) + matcher.group(2);
    return CourseArea.isKnown(code) ? new ScedCourse(code, matcher.group(3)) : null;
  }
}
