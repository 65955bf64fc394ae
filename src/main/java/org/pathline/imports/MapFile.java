package org.pathline.imports;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.FactType;
import org.pathline.imports.LocalCodes.Kind;
import org.pathline.publish.UnusableArgument;
import org.pathline.words.Names;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/** The mapping file: what no standard fixes, in YAML. Every value is text, also {@code 09}. */
public final class MapFile {
  /** What a template writes where a person has to fill in something. */
  static final String OPEN = "?";

  private static final Set<String> SINGLE =
      Set.of(
          "source",
          "zone",
          LocalCodes.DATES,
          "recordedAt",
          "district",
          "searchedThrough",
          "idCase",
          "stays",
          "withoutCharacteristic");
  private static final Set<String> TABLES =
      Stream.concat(Stream.of("ids", "fields"), Stream.of(Kind.values()).map(Kind::section))
          .collect(Collectors.toUnmodifiableSet());

  /** A mapping file that says nothing. */
  public static final MapFile EMPTY = new MapFile(Map.of());

  /**
   * From which column of the other system a field of a fact is taken.
   *
   * @param name of the field, after that of its facts
   * @param column the column
   * @param values what its values mean; values that are not listed stand as they are
   */
  public record Field(String name, String column, Map<String, String> values) {
    /** What a value means; null for none. */
    public @Nullable String value(@Nullable String said) {
      return said == null ? null : values.getOrDefault(said.toLowerCase(Locale.ROOT), said);
    }
  }

  private final Map<String, Object> root;
  private final Map<String, Map<String, Object>> tables = new HashMap<>();
  private final Map<FactType, Map<String, Field>> fields = new HashMap<>();

  private MapFile(Map<String, Object> root) {
    this.root = root;
    for (String name : TABLES) {
      Map<String, Object> table = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      if (root.get(name) instanceof Map<?, ?> given) {
        given.forEach((key, value) -> table.put(String.valueOf(key).strip(), value));
      }
      tables.put(name, table);
    }
  }

  /**
   * Reads a mapping file.
   *
   * @throws UnusableArgument when it cannot be read, or says something that is not understood
   */
  public static MapFile read(Path file) {
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".toml")) {
      throw new UnusableArgument(
          file
              + " is TOML; a mapping file is YAML. Write [courses] as courses:, and in it each"
              + " MA8H = {code = \"02052\"} as MA8H: {code: 02052}; --map-template writes one to"
              + " begin with");
    }
    try (Reader reader = Files.newBufferedReader(file)) {
      LoaderOptions options = new LoaderOptions();
      options.setAllowDuplicateKeys(false);
      DumperOptions dumper = new DumperOptions();
      Object read =
          new Yaml(
                  new SafeConstructor(options),
                  new Representer(dumper),
                  dumper,
                  options,
                  new Resolver() {
                    @Override
                    protected void addImplicitResolvers() {
                      // 09 is a grade and NO a country: nothing is taken for a number or a truth.
                    }
                  })
              .load(reader);
      if (read == null || read.equals("")) {
        return EMPTY;
      }
      if (!(read instanceof Map<?, ?> given)) {
        throw new UnusableArgument(file + ": is no table of sections such as courses:");
      }
      Map<String, Object> root = new HashMap<>();
      given.forEach((key, value) -> root.put(String.valueOf(key), value));
      MapFile map = new MapFile(root);
      map.check(file);
      return map;
    } catch (IOException e) {
      throw new UnusableArgument("cannot read the mapping file " + file + ": " + e.getMessage());
    } catch (YAMLException e) {
      throw new UnusableArgument(file + ": is not well-formed YAML: " + e.getMessage());
    }
  }

  private void check(Path file) {
    List<String> known = new ArrayList<>(SINGLE);
    known.addAll(TABLES);
    root.forEach(
        (name, value) -> {
          if (!known.contains(name)) {
            throw new UnusableArgument(
                file
                    + ": '"
                    + name
                    + "' is no section of a mapping file"
                    + Names.guess(name, known));
          }
          boolean empty = value == null || value.equals("");
          if (!empty && TABLES.contains(name) != value instanceof Map) {
            throw new UnusableArgument(
                file + ": " + name + (TABLES.contains(name) ? " is a table" : " is one value"));
          }
        });
    String order = value(LocalCodes.DATES);
    if (order != null && !SpreadsheetTimes.ORDERS.contains(order.toUpperCase(Locale.ROOT))) {
      throw new UnusableArgument(
          file
              + ": dates: '"
              + order
              + "' is neither "
              + SpreadsheetTimes.MONTH_FIRST
              + " nor "
              + SpreadsheetTimes.DAY_FIRST);
    }
    checkCourses(file);
    checkFields(file);
  }

  private void checkCourses(Path file) {
    for (String local : table("courses").keySet()) {
      String code = inner("courses", local, "code");
      if (code != null && ScedCourse.of(code) == null) {
        throw new UnusableArgument(
            file + ": courses: " + local + ": '" + code + "' is not a SCED code such as 02052");
      }
    }
  }

  private void checkFields(Path file) {
    table("fields")
        .forEach(
            (name, value) -> {
              int dot = name.indexOf('.');
              FactType type = dot < 0 ? null : type(name.substring(0, dot));
              String column = name.substring(dot + 1);
              if (type == null || !FactDraft.has(type, column)) {
                throw new UnusableArgument(
                    file
                        + ": fields: '"
                        + name
                        + "' is no field of a fact; write, for example,"
                        + " students.economicallyDisadvantaged");
              }
              Map<String, String> values = new HashMap<>();
              String from = value instanceof Map ? inner("fields", name, "column") : text(value);
              if (from == null) {
                throw new UnusableArgument(file + ": fields: " + name + " names no column");
              }
              if (value instanceof Map<?, ?> given && given.get("values") instanceof Map<?, ?> v) {
                v.forEach(
                    (key, meaning) ->
                        values.put(
                            String.valueOf(key).toLowerCase(Locale.ROOT), String.valueOf(meaning)));
              }
              fields
                  .computeIfAbsent(type, absent -> new HashMap<>())
                  .put(column, new Field(name, from, values));
            });
  }

  private static @Nullable FactType type(String noun) {
    for (FactType type : FactType.values()) {
      if (Names.plain(type.noun()).equals(Names.plain(noun))) {
        return type;
      }
    }
    return null;
  }

  private Map<String, Object> table(String name) {
    return tables.getOrDefault(name, Map.of());
  }

  private static @Nullable String text(@Nullable Object value) {
    if (value == null || value instanceof Map || value instanceof List) {
      return null;
    }
    String text = value.toString().strip();
    return text.isEmpty() || text.equals(OPEN) ? null : text;
  }

  /** A single value; null where it is not given. */
  public @Nullable String value(String name) {
    return text(root.get(name));
  }

  /** What a table says of a local code; null where it says nothing. */
  public @Nullable String of(String table, String code) {
    return text(table(table).get(code));
  }

  /** Whether a table explains a local code, if only by saying that it means nothing. */
  public boolean names(String table, String code) {
    Map<String, Object> codes = table(table);
    return codes.containsKey(code) && !isOpen(codes.get(code));
  }

  /** Whether a person has yet to fill in what an entry says. */
  private static boolean isOpen(@Nullable Object entry) {
    if (!(entry instanceof Map<?, ?> parts)) {
      return OPEN.equals(entry);
    }
    return parts.containsKey("code")
        ? OPEN.equals(parts.get("code"))
        : parts.containsValue(OPEN)
            && parts.values().stream()
                .allMatch(part -> text(part) == null && !(part instanceof Map));
  }

  /** A value of what a table says of a local code; null where it says none. */
  public @Nullable String inner(String table, String code, String name) {
    Object entry = table(table).get(code);
    if (entry instanceof Map<?, ?> given) {
      return text(given.get(name));
    }
    return name.equals("code") ? text(entry) : null;
  }

  /** A table within a table. */
  public Map<String, String> innerTable(String table, String code, String name) {
    Map<String, String> inner = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (table(table).get(code) instanceof Map<?, ?> given
        && given.get(name) instanceof Map<?, ?> values) {
      values.forEach((key, value) -> inner.put(String.valueOf(key).strip(), String.valueOf(value)));
    }
    return inner;
  }

  /** Names that a table lists under one of its keys. */
  public Set<String> listed(String table, String name) {
    Set<String> listed = new java.util.TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    Object value = table(table).get(name);
    if (value instanceof List<?> values) {
      values.forEach(each -> listed.add(String.valueOf(each).strip()));
    } else if (text(value) != null) {
      listed.add(String.valueOf(value).strip());
    }
    return listed;
  }

  /** The course of a local code; null where the file does not say. */
  public @Nullable ScedCourse course(String local) {
    String code = inner("courses", local, "code");
    if (code == null) {
      return null;
    }
    ScedCourse course = ScedCourse.of(code);
    String level = inner("courses", local, "level");
    return course == null || level == null ? course : new ScedCourse(course.code(), level);
  }

  /** Level of the facts for a local grade; null where neither the file nor a standard says. */
  public @Nullable String gradeLevel(String local) {
    String said = of("gradeLevels", local);
    return said != null ? said : names("gradeLevels", local) ? null : GradeLevels.of(local);
  }

  /** Fields of a type of facts that are taken from columns of the district's own. */
  public Map<String, Field> fields(FactType type) {
    return fields.getOrDefault(type, Map.of());
  }

  /** Whether a fact takes something from a field of a name, or from within such a field. */
  public boolean asksFor(String name) {
    return fields.values().stream()
        .flatMap(of -> of.values().stream())
        .anyMatch(field -> List.of(field.column().split("\\.")).contains(name));
  }
}
