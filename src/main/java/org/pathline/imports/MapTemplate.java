package org.pathline.imports;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.pathline.imports.LocalCodes.Code;
import org.pathline.imports.LocalCodes.Kind;

/** A mapping file to fill in, with the codes of a bundle that nothing explains. */
public final class MapTemplate {
  /** Final marks by their name; final exams, projects and papers are parts of one. */
  private static final Pattern LIKELY =
      Pattern.compile(
          "^(?!.*(exam|test|project|essay|paper|quiz|semifinal)).*final", Pattern.CASE_INSENSITIVE);

  private MapTemplate() {}

  /**
   * The text of the file.
   *
   * @param format plain name of the format
   * @param from the bundle, in words
   * @param codes what is not explained yet
   */
  public static String of(String format, String from, LocalCodes codes) {
    StringBuilder text = new StringBuilder();
    line(text, "# Mapping file for: pathline import " + format + " " + from);
    line(text, "# Replace each ? (or delete its line, and its records stay out).");
    line(text, "# Leave a value empty to say that the code means nothing that is followed.");
    line(text, "# All sections: src/IMPORT.md");
    line(text, "");
    line(text, "# Id of the publishing system, which every fact carries.");
    line(text, "#source: district-7");
    line(text, "# Time zone of times without offset.");
    value(text, codes, LocalCodes.ZONE, "America/Chicago");
    line(text, "# Order of the numbers in days such as 8/31/2015, M/D/Y or D/M/Y.");
    value(text, codes, LocalCodes.DATES, SpreadsheetTimes.MONTH_FIRST);
    if (format.equals(ForeignFormats.NSC)) {
      line(text, "# The last day that the search of colleges covered.");
      value(text, codes, LocalCodes.SEARCHED_THROUGH, "2024-11-12");
      line(text, "# lower or upper, where ids came back in other letters than they went.");
      line(text, "#idCase: lower");
    } else {
      line(text, "# The district, where the bundle names none.");
      value(text, codes, LocalCodes.DISTRICT, "D7");
    }
    if (format.equals(ForeignFormats.EDFI)) {
      line(text, "# NO: students without a characteristic of economic disadvantage have none.");
      line(text, "#withoutCharacteristic: NO");
    }
    if (format.equals(ForeignFormats.ONEROSTER)) {
      line(text, "# Columns that hold the ids to publish under (default sourcedId).");
      line(text, "#ids: {student: identifier, school: identifier, district: identifier}");
      line(text, "# homeroom: each enrolment in a homeroom is a stay in the school.");
      line(text, "#stays: homeroom");
      line(text, "# Fields of facts from columns of your own.");
      line(text, "#fields:");
      line(
          text,
          "#  students.economicallyDisadvantaged: {column: metadata.lunch, values: {F: YES, P:"
              + " NO}}");
    }
    for (Kind kind : Kind.values()) {
      if (kind != Kind.FINAL_MARKS) {
        section(text, kind, codes.of(kind));
      }
    }
    finalMarks(text, codes.of(Kind.FINAL_MARKS));
    return text.toString();
  }

  /** A line for a single value, to be filled in where records need it. */
  private static void value(StringBuilder text, LocalCodes codes, String name, String example) {
    long records = codes.needed().getOrDefault(name, 0L);
    line(
        text,
        records == 0
            ? "#" + name + ": " + example
            : name
                + ": \"?\"  # such as "
                + example
                + String.format(Locale.ROOT, "; %,d records need it", records));
  }

  private static void section(StringBuilder text, Kind kind, List<Code> codes) {
    if (codes.isEmpty()) {
      return;
    }
    String value =
        switch (kind) {
          case COURSES -> "{code: \"?\", level: \"?\"}";
          case TESTS -> "{subject: \"?\", score: \"?\"}";
          default -> "\"?\"";
        };
    line(text, "");
    line(text, "# " + kind.meaning());
    line(text, kind.section() + ":");
    for (Code code : codes) {
      line(
          text,
          "  "
              + quoted(code.code())
              + ": "
              + value
              + "  # "
              + (code.hint() == null ? "" : comment(code.hint()) + ", ")
              + String.format(Locale.ROOT, "%,d records", code.count()));
    }
  }

  private static void finalMarks(StringBuilder text, List<Code> codes) {
    if (codes.isEmpty()) {
      return;
    }
    line(text, "");
    line(text, "# " + Kind.FINAL_MARKS.meaning());
    line(text, "# Take the # away from those that are.");
    line(text, Kind.FINAL_MARKS.section() + ":");
    for (String kind : List.of("category", "title")) {
      line(text, "  " + (kind.equals("category") ? "categories:" : "titles:"));
      for (Code code : codes) {
        if (kind.equals(code.hint())) {
          boolean likely = LIKELY.matcher(code.code()).find();
          line(
              text,
              "    "
                  + (likely ? "" : "#")
                  + "- "
                  + quoted(code.code())
                  + String.format(Locale.ROOT, "  # %,d line items", code.count()));
        }
      }
    }
  }

  private static String quoted(String text) {
    return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
  }

  private static String comment(String text) {
    return text.replaceAll("[\\p{Cntrl}]", " ");
  }

  private static void line(StringBuilder text, String line) {
    text.append(line).append('\n');
  }
}
