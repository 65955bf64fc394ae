package org.pathline.delivery;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.FactType;
import org.pathline.publish.UnusableArgument;

/**
 * Of what a delivery is complete: the facts of one source, perhaps only those of some topics,
 * districts and school years.
 *
 * @param source id of the publishing system
 * @param topics the types of facts; all where none was named
 * @param districts ids of districts; empty for any, also for none
 * @param schoolYears calendar years in which school years end; empty for any, also for none
 */
public record Scope(
    String source,
    Set<FactType> topics,
    SortedSet<String> districts,
    SortedSet<Integer> schoolYears) {

  /** What may be written, for people. */
  public static final String FORM =
      "source=ID[,topic=NOUN][,district=ID][,year=YYYY]; several values of one with | between them";

  /**
   * A scope as it is written on a command line, such as {@code
   * source=district-7,topic=grades|sections,year=2015}.
   *
   * @throws UnusableArgument when it is no scope
   */
  public static Scope parse(String text) {
    String source = null;
    Set<FactType> topics = EnumSet.noneOf(FactType.class);
    SortedSet<String> districts = new TreeSet<>();
    SortedSet<Integer> years = new TreeSet<>();
    for (String part : text.split(",", -1)) {
      int equals = part.indexOf('=');
      if (equals < 0) {
        throw wrong("'" + part + "' is not NAME=VALUE");
      }
      List<String> values =
          Arrays.stream(part.substring(equals + 1).split("\\|", -1)).map(String::strip).toList();
      if (values.contains("")) {
        throw wrong("'" + part + "' names no value");
      }
      switch (name(part.substring(0, equals))) {
        case "source" -> {
          if (source != null || values.size() > 1) {
            throw wrong("a delivery is of one source");
          }
          source = values.get(0);
        }
        case "topic" -> values.forEach(noun -> topics.add(topic(noun)));
        case "district" -> districts.addAll(values);
        case "year" -> values.forEach(year -> years.add(year(year)));
        default -> throw wrong("'" + part + "' names none of source, topic, district, year");
      }
    }
    if (source == null) {
      throw wrong("it names no source");
    }
    return new Scope(
        source, topics.isEmpty() ? EnumSet.allOf(FactType.class) : topics, districts, years);
  }

  /** Names are also understood as they stand in import files. */
  private static String name(String name) {
    String plain = name.strip().toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    return switch (plain) {
      case "topics" -> "topic";
      case "districtid", "districts" -> "district";
      case "schoolyear", "schoolyears", "years" -> "year";
      default -> plain;
    };
  }

  private static FactType topic(String noun) {
    String plain = noun.toLowerCase(Locale.ROOT).replace('_', '-');
    return Arrays.stream(FactType.values())
        .filter(type -> type.noun().equals(plain))
        .findFirst()
        .orElseThrow(
            () ->
                wrong(
                    "'"
                        + noun
                        + "' is no topic; topics are "
                        + Arrays.stream(FactType.values())
                            .map(FactType::noun)
                            .collect(Collectors.joining(", "))));
  }

  private static int year(String year) {
    if (!year.matches("[12][0-9]{3}")) {
      throw wrong("'" + year + "' is not the calendar year in which a school year ends");
    }
    return Integer.parseInt(year);
  }

  private static UnusableArgument wrong(String what) {
    return new UnusableArgument("--complete: " + what + ". A scope is written " + FORM);
  }

  /**
   * Whether a fact is one of those of which the delivery is complete.
   *
   * @param belongs districts to which it may belong; empty where it belongs to none
   * @param schoolYear null where it has none
   */
  boolean covers(FactType type, Set<String> belongs, @Nullable Integer schoolYear) {
    return topics.contains(type)
        && (districts.isEmpty() || (!belongs.isEmpty() && districts.containsAll(belongs)))
        && (schoolYears.isEmpty() || (schoolYear != null && schoolYears.contains(schoolYear)));
  }

  /** The scope as it is written on a command line. */
  public String text() {
    StringBuilder text = new StringBuilder("source=").append(source);
    if (topics.size() < FactType.values().length) {
      text.append(",topic=")
          .append(topics.stream().map(FactType::noun).collect(Collectors.joining("|")));
    }
    if (!districts.isEmpty()) {
      text.append(",district=").append(String.join("|", districts));
    }
    if (!schoolYears.isEmpty()) {
      text.append(",year=")
          .append(schoolYears.stream().map(String::valueOf).collect(Collectors.joining("|")));
    }
    return text.toString();
  }
}
