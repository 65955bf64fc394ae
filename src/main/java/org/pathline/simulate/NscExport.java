package org.pathline.simulate;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.PostsecondaryDegree;
import org.pathline.domain.fact.PostsecondaryEnrollment;
import org.pathline.domain.fact.PostsecondaryLevel;
import org.pathline.domain.fact.PostsecondarySearch;
import org.pathline.publish.FactRow;

/**
 * What the clearinghouse of a simulated state knows, as detail files of StudentTracker: one for
 * each day on which it was asked, with what had begun by then. What colleges report themselves, and
 * what no search has found, stays in import files.
 */
final class NscExport {
  private static final String CLEARINGHOUSE = "clearinghouse";

  private static final String[] COLUMNS =
      """
      Your Unique Identifier, First Name, Middle Initial, Last Name, Name Suffix,
      Requester Return Field, Record Found Y/N, Search Date, College Code/Branch,
      College Name, College State, 2-year / 4-year, Public / Private, Enrollment Begin,
      Enrollment End, Enrollment Status, Class Level, Enrollment Major 1, Enrollment CIP 1,
      Enrollment Major 2, Enrollment CIP 2, Graduated?, Graduation Date, Degree Title,
      Degree Major 1, Degree CIP 1, Degree Major 2, Degree CIP 2, Degree Major 3,
      Degree CIP 3, Degree Major 4, Degree CIP 4, College Sequence
      """
          .strip()
          .split(",\\s*");

  private final SimulatedFacts facts;
  private final Path bundle;
  private final Map<String, List<PostsecondarySearch>> searches = new TreeMap<>();
  private final Map<String, List<PostsecondaryEnrollment>> terms = new TreeMap<>();
  private final Map<String, List<PostsecondaryDegree>> degrees = new TreeMap<>();
  private final Map<LocalDate, ExportTable> files = new TreeMap<>();

  private NscExport(SimulatedFacts facts, Path bundle) {
    this.facts = facts;
    this.bundle = bundle;
  }

  /** Writes the files and returns the text of their mapping file. */
  static String write(SimulatedFacts facts, Path bundle) throws IOException {
    NscExport export = new NscExport(facts, bundle);
    export.gather();
    export.details();
    export.keep(FactType.POSTSECONDARY, fact -> !export.isTold(fact));
    export.keep(FactType.DEGREES, fact -> !export.isTold(fact));
    export.keep(FactType.SEARCHES, fact -> false);
    return "source: clearinghouse\nidCase: lower\n";
  }

  private void gather() throws IOException {
    facts.read(FactType.SEARCHES, PostsecondarySearch.class, fact -> add(searches, fact));
    facts.read(FactType.POSTSECONDARY, PostsecondaryEnrollment.class, fact -> add(terms, fact));
    facts.read(FactType.DEGREES, PostsecondaryDegree.class, fact -> add(degrees, fact));
  }

  private static <F extends Fact> void add(Map<String, List<F>> facts, F fact) {
    facts.computeIfAbsent(fact.envelope().studentId(), id -> new ArrayList<>()).add(fact);
  }

  /** Whether a search has found the fact, and so a file tells it. */
  private boolean isTold(Fact fact) {
    return fact.envelope().source().equals(CLEARINGHOUSE)
        && searches.getOrDefault(fact.envelope().studentId(), List.of()).stream()
            .anyMatch(search -> search.recordFound() && hasBegun(fact, search.searchedThrough()));
  }

  private static boolean hasBegun(Fact fact, LocalDate day) {
    LocalDate begin =
        fact instanceof PostsecondaryEnrollment term
            ? term.termBegin()
            : ((PostsecondaryDegree) fact).conferredOn();
    return !begin.isAfter(day);
  }

  private void details() throws IOException {
    try {
      for (List<PostsecondarySearch> all : searches.values()) {
        for (PostsecondarySearch search : all) {
          LocalDate day = search.searchedThrough();
          ExportTable file = files.get(day);
          if (file == null) {
            file = new ExportTable(bundle.resolve("detail-" + compact(day) + ".csv"), COLUMNS);
            files.put(day, file);
          }
          details(file, search);
        }
      }
    } finally {
      for (ExportTable file : files.values()) {
        file.close();
      }
    }
  }

  private void details(ExportTable file, PostsecondarySearch search) {
    String id = search.envelope().studentId();
    if (!search.recordFound()) {
      row(file, search, "", null, null);
      return;
    }
    boolean any = false;
    for (PostsecondaryEnrollment term : terms.getOrDefault(id, List.of())) {
      if (isTold(term) && hasBegun(term, search.searchedThrough())) {
        row(file, search, term.institutionId(), term, null);
        any = true;
      }
    }
    for (PostsecondaryDegree degree : degrees.getOrDefault(id, List.of())) {
      if (isTold(degree) && hasBegun(degree, search.searchedThrough())) {
        row(file, search, degree.institutionId(), null, degree);
        any = true;
      }
    }
    if (!any) {
      row(file, search, "", null, null);
    }
  }

  private static void row(
      ExportTable file,
      PostsecondarySearch search,
      String college,
      @Nullable PostsecondaryEnrollment term,
      @Nullable PostsecondaryDegree degree) {
    Object[] cells = new Object[COLUMNS.length];
    String id = search.envelope().studentId().toUpperCase(Locale.ROOT) + "_";
    put(cells, "Your Unique Identifier", id);
    put(cells, "First Name", "Given");
    put(cells, "Last Name", "Family");
    put(cells, "Requester Return Field", id);
    put(cells, "Record Found Y/N", search.recordFound() ? "Y" : "N");
    put(cells, "Search Date", compact(search.searchedThrough()));
    put(cells, "College Code/Branch", college);
    if (term != null) {
      put(cells, "Enrollment Begin", compact(term.termBegin()));
      boolean ended = !term.termEnd().equals(PostsecondaryEnrollment.NOT_ENDED);
      put(cells, "Enrollment End", ended ? compact(term.termEnd()) : "");
      put(cells, "Enrollment Status", term.status());
      put(cells, "Class Level", classLevel(term.level()));
      codes(cells, "Enrollment", term.cipCodes());
      put(cells, "Graduated?", "N");
    }
    if (degree != null) {
      put(cells, "Graduated?", "Y");
      put(cells, "Graduation Date", compact(degree.conferredOn()));
      String title = Objects.requireNonNullElse(degree.title(), degree.degreeLevel().name());
      put(cells, "Degree Title", title);
      codes(cells, "Degree", degree.cipCodes());
    }
    file.row(cells);
  }

  private static void codes(Object[] cells, String of, List<String> codes) {
    for (int i = 0; i < codes.size(); i++) {
      // The Clearinghouse writes no dot, and readers of tables drop the zero before.
      put(cells, of + " CIP " + (i + 1), codes.get(i).replace(".", "").replaceFirst("^0", ""));
    }
  }

  private static void put(Object[] cells, String column, Object cell) {
    cells[List.of(COLUMNS).indexOf(column)] = cell;
  }

  private static String classLevel(PostsecondaryLevel level) {
    return switch (level) {
      case CERTIFICATE -> "C";
      case ASSOCIATE -> "A";
      case BACHELOR -> "B";
      case GRADUATE -> "M";
      case UNKNOWN -> "N";
    };
  }

  private static String compact(LocalDate date) {
    return date.format(DateTimeFormatter.BASIC_ISO_DATE);
  }

  /** Leaves only some facts in their import file. */
  private void keep(FactType type, Predicate<Fact> kept) throws IOException {
    Path file = facts.file(type);
    Path fewer = facts.directory().resolve(type.noun() + ".kept");
    try (Writer writer = Files.newBufferedWriter(fewer);
        ExportTable table = new ExportTable(writer, FactRow.columns(type))) {
      facts.read(
          type,
          Fact.class,
          fact -> {
            if (kept.test(fact)) {
              table.row((Object[]) FactRow.of(fact));
            }
          });
    }
    Files.move(fewer, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
