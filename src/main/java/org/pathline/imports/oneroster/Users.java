package org.pathline.imports.oneroster;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Doubt;
import org.pathline.domain.fact.FactType;
import org.pathline.imports.BundleFile;
import org.pathline.imports.FactDraft;
import org.pathline.imports.ForeignRecord;
import org.pathline.imports.GradeLevels;
import org.pathline.imports.ImportSettings;
import org.pathline.imports.NearIds;
import org.pathline.imports.StringTable;

/** Who is a student, under which id, and in which grade. Nobody's name is kept. */
final class Users {
  private static final byte LISTED = 1;
  private static final byte STUDENT = 2;
  private static final byte OTHER_ROLE = 4;
  private static final byte DEMOGRAPHICS = 8;

  private final ImportSettings settings;
  private final Consumer<Doubt> doubts;
  private final String idColumn;
  private final boolean ownIds;
  private final StringTable ids = new StringTable();
  private final StringTable published = new StringTable();
  private final NearIds near =
      new NearIds("userSourcedId", ids::size, number -> isListed(number) ? ids.get(number) : null);
  private byte[] flags = new byte[1 << 10];
  private byte[] grades = new byte[1 << 10];
  private int[] publishedAs = new int[1 << 10];

  /** What the mapping file takes from columns, of the users of whom it takes anything. */
  private final Map<Integer, Own> own = new HashMap<>();

  private final Map<String, String> texts = new HashMap<>();

  /**
   * Nobody yet.
   *
   * @param doubts takes what is doubted of the record that is added
   */
  Users(ImportSettings settings, Consumer<Doubt> doubts) {
    this.settings = settings;
    this.doubts = doubts;
    idColumn = Objects.requireNonNullElse(settings.map().of("ids", "student"), "sourcedId");
    ownIds = idColumn.equals("sourcedId");
  }

  /**
   * What a user says of fields of students.
   *
   * @param changed when the user was, in milliseconds since 1970 UTC
   */
  private record Own(Map<String, String> fields, long changed) {}

  /** A role of a user, from roles or from the users themselves. */
  void addRole(@Nullable String user, @Nullable String role) {
    if (user != null && role != null) {
      int number = number(user);
      flags[number] |= role.toLowerCase(Locale.ROOT).equals("student") ? STUDENT : OTHER_ROLE;
    }
  }

  void addUser(ForeignRecord record, BundleFile file) {
    String id = record.text("sourcedId");
    if (id == null) {
      return;
    }
    int number = number(id);
    flags[number] |= LISTED;
    addRole(id, record.text("role"));
    for (String role : record.list("roles.role")) {
      addRole(id, role);
    }
    if (isOnlyOther(number)) {
      return;
    }
    addOwn(number, record, file);
    List<String> levels = record.list("grades");
    String level = levels.size() == 1 ? settings.gradeLevel("grades", levels.get(0), doubts) : null;
    grades[number] = GradeLevels.code(level);
    if (!ownIds) {
      String other = record.text(idColumn);
      publishedAs[number] = other == null ? 0 : published.add(other) + 1;
    }
  }

  private void addOwn(int number, ForeignRecord record, BundleFile file) {
    Map<String, String> said = new HashMap<>();
    settings
        .map()
        .fields(FactType.STUDENTS)
        .forEach(
            (field, from) -> {
              String text = settings.said(from, record);
              if (text != null) {
                said.put(field, texts.computeIfAbsent(text, same -> same));
              }
            });
    if (!said.isEmpty()) {
      long changed =
          settings.recordedAtMillis("dateLastModified", record.text("dateLastModified"), file);
      own.put(number, new Own(Map.copyOf(said), changed));
    }
  }

  /** Fills what the user says of the fields of a student whom its demographics tell. */
  void fill(FactDraft draft, int number) {
    Own of = own.get(number);
    if (of != null) {
      of.fields().forEach(draft::put);
      draft.recordedNoEarlierThan(of.changed());
    }
  }

  void addDemographics(ForeignRecord record) {
    String id = record.text("sourcedId");
    if (id != null) {
      flags[number(id)] |= DEMOGRAPHICS;
    }
  }

  /** Number of a user, also of one of whom nothing else is known. */
  int number(String id) {
    int number = ids.add(id);
    if (number >= flags.length) {
      int size = Math.max(flags.length * 2, number + 1);
      flags = Arrays.copyOf(flags, size);
      grades = Arrays.copyOf(grades, size);
      publishedAs = Arrays.copyOf(publishedAs, size);
    }
    return number;
  }

  int find(@Nullable String id) {
    return id == null ? StringTable.ABSENT : ids.find(id);
  }

  /** Whether the bundle has a record of the user. */
  boolean isListed(int number) {
    return (flags[number] & (LISTED | DEMOGRAPHICS)) != 0;
  }

  /** Users nearly of whose ids others are. */
  NearIds near() {
    return near;
  }

  boolean isStudent(int number) {
    return (flags[number] & STUDENT) != 0;
  }

  boolean hasDemographics(int number) {
    return (flags[number] & DEMOGRAPHICS) != 0;
  }

  /** Whether the bundle knows the user, as something else than a student only. */
  boolean isOnlyOther(int number) {
    return (flags[number] & (STUDENT | OTHER_ROLE)) == OTHER_ROLE;
  }

  /** Grade that the user is in when the bundle is written; null where it is not known. */
  @Nullable String grade(int number) {
    return GradeLevels.of(grades[number]);
  }

  /** The same of a user of whom nothing else may be known. */
  @Nullable String publishedId(@Nullable String id) {
    int number = ownIds ? StringTable.ABSENT : find(id);
    return ownIds ? id : number == StringTable.ABSENT ? null : publishedId(number);
  }

  /** The id under which facts are published; null where the user has none of that kind. */
  @Nullable String publishedId(int number) {
    if (ownIds) {
      return ids.get(number);
    }
    return publishedAs[number] == 0 ? null : published.get(publishedAs[number] - 1);
  }
}
