package org.pathline.imports.oneroster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Doubt;
import org.pathline.imports.ForeignRecord;
import org.pathline.imports.ImportSettings;
import org.pathline.imports.LocalCodes;
import org.pathline.imports.NearIds;
import org.pathline.imports.StringTable;
import org.pathline.publish.FactHash;
import org.pathline.publish.LongTable;

/**
 * The line items that are final marks of a term, as the mapping file says: by the title of their
 * category, or by their own. Of the rest, which are assignments and may be many, only a hash of the
 * id is kept.
 */
final class LineItems {
  /**
   * A final mark of a class.
   *
   * @param room number of the class; {@link StringTable#ABSENT} where the bundle has none
   * @param term S1, Q3, …
   * @param most the highest result
   * @param deleted whether the bundle withdraws it
   */
  record LineItem(int room, String term, double least, double most, boolean deleted) {}

  /** Plain decimals; Java also reads 4d and 0x4p0 as numbers. */
  static final Pattern NUMBER = Pattern.compile("-?(\\d+\\.?\\d*|\\.\\d+)");

  private static final double PERCENT = 100;

  private final ImportSettings settings;
  private final Sessions sessions;
  private final Rooms rooms;
  private final Consumer<Doubt> doubts;
  private final Set<String> finalCategories;
  private final Set<String> finalTitles;
  private final Map<String, String> categories = new HashMap<>();
  private final StringTable ids = new StringTable();
  private final List<LineItem> items = new ArrayList<>();
  private final LongTable others = new LongTable();
  private final NearIds near = new NearIds("lineItemSourcedId", ids::size, ids::get);

  /**
   * None yet.
   *
   * @param doubts takes what is doubted of the record that is added
   */
  LineItems(ImportSettings settings, Sessions sessions, Rooms rooms, Consumer<Doubt> doubts) {
    this.doubts = doubts;
    this.settings = settings;
    this.sessions = sessions;
    this.rooms = rooms;
    finalCategories = settings.map().listed("finalMarks", "categories");
    finalTitles = settings.map().listed("finalMarks", "titles");
  }

  void addCategory(ForeignRecord record) {
    String id = record.text("sourcedId");
    String title = record.text("title");
    if (id != null && title != null) {
      categories.put(id, title);
    }
  }

  void add(ForeignRecord record) {
    String id = record.text("sourcedId");
    if (id == null) {
      return;
    }
    String category = record.text("categorySourcedId");
    category = category == null ? null : categories.getOrDefault(category, category);
    String title = record.text("title");
    boolean isFinal =
        (category != null && finalCategories.contains(category))
            || (title != null && finalTitles.contains(title));
    if (!isFinal) {
      others.add(FactHash.hash(0, id));
      note(category, title);
      return;
    }
    String session = record.text("academicSessionSourcedId");
    session = session == null ? record.text("gradingPeriodSourcedId") : session;
    LineItem item =
        new LineItem(
            rooms.find(record.text("classSourcedId")),
            session == null ? "Y1" : term(session),
            number(record, "resultValueMin", 0),
            most(record),
            OneRosterFormat.isDeleted(record));
    int number = ids.add(id);
    if (number < items.size()) {
      items.set(number, item);
    } else {
      items.add(item);
    }
  }

  private String term(String session) {
    String term = sessions.term(session);
    String title = sessions.title(session);
    if (title == null || !settings.map().names("terms", title)) {
      settings.tellTerm("academicSessionSourcedId", title == null ? term : title, term, doubts);
    }
    return term;
  }

  private void note(@Nullable String category, @Nullable String title) {
    if (!finalCategories.isEmpty() || !finalTitles.isEmpty()) {
      return;
    }
    if (category != null) {
      settings.codes().note(LocalCodes.Kind.FINAL_MARKS, category, "category");
    } else if (title != null) {
      settings.codes().note(LocalCodes.Kind.FINAL_MARKS, title, "title");
    }
  }

  private double most(ForeignRecord record) {
    double most = number(record, "resultValueMax", PERCENT);
    if (most > 0) {
      return most;
    }
    doubt("resultValueMax", String.valueOf(record.text("resultValueMax")), "100");
    return PERCENT;
  }

  private double number(ForeignRecord record, String field, double otherwise) {
    String text = record.text(field);
    if (text == null) {
      return otherwise;
    }
    if (NUMBER.matcher(text).matches()) {
      return Double.parseDouble(text);
    }
    doubt(field, text, otherwise == 0 ? "0" : "100");
    return otherwise;
  }

  private void doubt(String field, String said, String readAs) {
    doubts.accept(
        new Doubt(
            Doubt.Kind.UNKNOWN_CODE,
            field,
            "'" + said + "' is no end of a scale; it is read as " + readAs));
  }

  /** The final mark of an id; null where it is none. */
  @Nullable LineItem get(@Nullable String id) {
    int number = id == null ? StringTable.ABSENT : ids.find(id);
    return number == StringTable.ABSENT ? null : items.get(number);
  }

  /** Final marks nearly of whose ids others are. */
  NearIds near() {
    return near;
  }

  /** Whether the bundle has a line item of that id that is no final mark. */
  boolean isOther(@Nullable String id) {
    return id != null && others.find(FactHash.hash(0, id)) != LongTable.ABSENT;
  }
}
