package org.pathline.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ElementHandle;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathline.endtoend.Served;
import org.pathline.release.ReleasedTables;
import org.pathline.tables.CutLoader;
import org.pathline.tables.DataFormat;
import org.pathline.tables.Database;
import org.pathline.tables.Export;
import org.pathline.tables.Table;
import org.pathline.tables.Tables;
import org.pathline.topics.Cut;

/**
 * The page in Debian's Chromium: it shows what the commands print, follows by itself, can be read
 * by everyone, and complains of nothing. Pictures of every view lie in {@code target/screenshots};
 * with {@code -Dpictures.update=true} those of the docs are made anew.
 */
class PageIT {
  private static final List<String> VIEWS =
      List.of("pathways", "opportunity", "effect", "beyond", "sorting", "releases", "streams");
  private static final List<String> PICTURED = List.of("pathways", "beyond");
  private static final Path PICTURES = Path.of("target", "screenshots");

  private static final String FOCUSED = "document.activeElement.getAttribute('aria-label')";

  private static Served served;
  private static Playwright playwright;
  private static Browser browser;

  @TempDir private Path directory;

  @BeforeAll
  static void open() {
    Chromium.assume();
    served = Served.get();
    playwright = Chromium.playwright();
    browser = Chromium.launch(playwright);
  }

  @AfterAll
  static void close() {
    if (playwright != null) {
      playwright.close();
    }
  }

  /** A page that says what it complains of. */
  private static Page page(Browser.NewContextOptions options, List<String> complaints) {
    BrowserContext context = browser.newContext(options);
    Page page = context.newPage();
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    return page;
  }

  /** Opens a view as somebody who may see everything. */
  private static Page at(Page page, String view) {
    if (!page.url().startsWith(served.url())) {
      page.navigate(served.link());
      page.waitForSelector("body[data-drawn^='pathways ']");
    }
    return atOnce(page, view);
  }

  private static Page atOnce(Page page, String view) {
    page.navigate(served.url() + "/#/" + view);
    page.waitForSelector("body[data-drawn^='" + view.replaceFirst("\\?.*", "") + " ']");
    return page;
  }

  @ParameterizedTest
  @ValueSource(strings = {"light", "dark", "phone"})
  @Tag("trial")
  void everyViewCanBeReadByEveryoneAndComplainsOfNothing(String look) throws Exception {
    List<String> complaints = new ArrayList<>();
    Page page =
        page(
            new Browser.NewContextOptions()
                .setBypassCSP(true)
                .setColorScheme(look.equals("dark") ? ColorScheme.DARK : ColorScheme.LIGHT)
                .setViewportSize(look.equals("phone") ? 390 : 1280, 860),
            complaints);
    for (String view : VIEWS) {
      at(page, view);
      page.screenshot(
          new Page.ScreenshotOptions()
              .setPath(PICTURES.resolve(view + "-" + look + ".png"))
              .setFullPage(true));
      if (look.equals("light") && PICTURED.contains(view)) {
        picture(view);
      }
      assertThat(
              new AxeBuilder(page)
                  .analyze().getViolations().stream()
                      .map(each -> each.getId() + ": " + each.getNodes().get(0).getHtml()))
          .as(view)
          .isEmpty();
      if (look.equals("phone")) {
        assertThat((Integer) page.evaluate("document.documentElement.scrollWidth"))
            .as(view)
            .isLessThanOrEqualTo(390);
      }
    }
    assertThat(complaints).isEmpty();
    page.context().close();
  }

  /** Makes a picture of the docs anew, where that is asked for. */
  private static void picture(String view) throws IOException {
    if (Boolean.getBoolean("pictures.update")) {
      Files.copy(
          PICTURES.resolve(view + "-light.png"),
          Path.of("pictures", view + ".png"),
          StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "opportunity|rates|/api/outcomes?outcome=stemEntry2&by=raceEthnicity&format=rows",
        "opportunity?outcome=gradePoints&by=schoolId|rates|/api/outcomes?outcome=gradePoints&by=schoolId&format=rows",
        "beyond|ledger|/api/equity?by=economicallyDisadvantaged&together=true&format=rows",
        "sorting|strips|/api/sorting?grade=08&subject=MATHEMATICS&format=rows",
      })
  void theFiguresOfAViewAreThoseOfTheApi(String what) throws Exception {
    String[] parts = what.split("\\|");
    Page page = at(page(new Browser.NewContextOptions(), new ArrayList<>()), parts[0]);
    JsonNode rows = new ObjectMapper().readTree(served.askWithToken(parts[2])).get("rows");
    List<ElementHandle> shown = page.querySelectorAll("#" + parts[1] + " tbody tr");
    assertThat(shown).hasSameSizeAs(rows).isNotEmpty();
    for (int i = 0; i < rows.size(); i++) {
      for (ElementHandle cell : shown.get(i).querySelectorAll("td")) {
        JsonNode value = rows.get(i).get(cell.getAttribute("data-column"));
        if (value != null && value.isNumber()) {
          assertThat(Double.parseDouble(cell.getAttribute("data-value")))
              .isEqualTo(value.asDouble());
        } else if (value != null && !value.isNull()) {
          assertThat(cell.getAttribute("data-value")).isEqualTo(value.asText());
        } else {
          assertThat(cell.getAttribute("data-value")).isNull();
        }
      }
    }
    page.context().close();
  }

  @Test
  void theFiguresAreThoseOfTheCommandLine() {
    Page page =
        at(
            page(new Browser.NewContextOptions(), new ArrayList<>()),
            "opportunity?by=economicallyDisadvantaged");
    List<String> printed =
        served
            .command("outcomes", "--by=economicallyDisadvantaged", "--format=csv")
            .lines()
            .skip(1)
            .toList();
    List<ElementHandle> shown = page.querySelectorAll("#rates tbody tr");
    assertThat(shown).hasSameSizeAs(printed);
    for (int i = 0; i < printed.size(); i++) {
      String[] cells = printed.get(i).split(",", -1);
      ElementHandle observed = shown.get(i).querySelector("td[data-column=observed]");
      ElementHandle rate = shown.get(i).querySelector("td[data-column=rate]");
      assertThat(observed.getAttribute("data-value")).isEqualTo(cells[4]);
      assertThat(Double.parseDouble(rate.getAttribute("data-value")))
          .isEqualTo(Double.parseDouble(cells[6]));
    }
    page.context().close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"outcomes", "effects", "equity", "sorting"})
  void aReleaseShowsWhatItsFilesSayOnThePageAndInSql(String table) throws Exception {
    String csv = Files.readString(served.release().resolve(table + ".csv"));
    List<String> complaints = new ArrayList<>();
    Page page = at(page(new Browser.NewContextOptions(), complaints), "releases?table=" + table);
    List<ElementHandle> shown = page.querySelectorAll("#released tbody tr");
    // So few students have no effect that may be told.
    assertThat(shown.isEmpty()).isEqualTo(csv.lines().count() == 1);
    for (ElementHandle row : shown) {
      List<String> told = new ArrayList<>();
      for (ElementHandle cell : row.querySelectorAll("td[data-value]")) {
        told.add(cell.getAttribute("data-value"));
      }
      // The first cells of a row say what it is of.
      assertThat(csv).contains(told.get(0));
    }
    assertThat(complaints).isEmpty();
    page.context().close();
    try (Database database = Database.open()) {
      ReleasedTables.read(List.of(served.release())).load(database);
      List<Integer> rows =
          database.rows("SELECT count(*) FROM released_" + table, row -> row.getInt(1));
      assertThat(rows).containsExactly((int) csv.lines().count() - 1);
    }
    JsonNode rows =
        new ObjectMapper()
            .readTree(
                URI.create(served.url() + "/api/releases?release=release-one&table=" + table)
                    .toURL())
            .get("rows");
    assertThat(rows).hasSize((int) csv.lines().count() - 1);
  }

  private static final String BY_RACE =
      "SELECT raceEthnicity, sum(members)::BIGINT, sum(stemEntry2_observed)::BIGINT AS n,"
          + " sum(stemEntry2_attained)::BIGINT AS k, k / n, wilson_low(k, n), wilson_high(k, n)"
          + " FROM %s WHERE schoolId IS NOT NULL GROUP BY ALL ORDER BY 1";

  @Test
  void apiCommandSqlParquetAndPageGiveTheSameFiguresForOneCut() throws Exception {
    ObjectMapper json = new ObjectMapper();
    String cut = json.readTree(served.askWithToken("/api/cut")).get("cut").asText();
    List<Table> tables = Tables.all(false);
    Cut ofTables = Cut.now(served.connection(), Tables.topics(tables));
    Set<String> sql;
    Set<String> parquet;
    try (Database database =
        new CutLoader(served.connection(), line -> {}).load(tables, ofTables)) {
      new Export(database, ofTables, tables).write(directory, DataFormat.parquet, line -> {});
      sql = rows(database, "outcome_cells");
      parquet =
          rows(database, "read_parquet('" + directory.resolve("outcome_cells.parquet") + "')");
    }
    Set<String> command = new TreeSet<>();
    served
        .command("outcomes", "--by=raceEthnicity", "--format=csv")
        .lines()
        .skip(1)
        .map(line -> line.split(","))
        .forEach(
            cells ->
                command.add(
                    row(cells[0], cells[2], cells[4], cells[5], cells[6], cells[7], cells[8])));
    Set<String> api = new TreeSet<>();
    for (JsonNode row :
        json.readTree(
                served.askWithToken(
                    "/api/outcomes?outcome=stemEntry2&by=raceEthnicity&format=rows"))
            .get("rows")) {
      api.add(row(column -> row.get(column).asText()));
    }
    Page page =
        at(
            page(new Browser.NewContextOptions(), new ArrayList<>()),
            "opportunity?outcome=stemEntry2&by=raceEthnicity");
    Set<String> shown = new TreeSet<>();
    for (ElementHandle each : page.querySelectorAll("#rates tbody tr")) {
      shown.add(
          row(
              column ->
                  each.querySelector("[data-column=" + column + "]").getAttribute("data-value")));
    }
    page.context().close();
    assertThat(sql).hasSizeGreaterThan(3);
    assertThat(parquet).as("Parquet").isEqualTo(sql);
    assertThat(command).as("command").isEqualTo(sql);
    assertThat(api).as("API").isEqualTo(sql);
    assertThat(shown).as("page").isEqualTo(sql);
    assertThat(json.readTree(served.askWithToken("/api/cut")).get("cut").asText()).isEqualTo(cut);
  }

  private static Set<String> rows(Database database, String table) {
    return new TreeSet<>(
        database.rows(
            String.format(BY_RACE, table),
            row ->
                row(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    row.getString(7))));
  }

  private static String row(UnaryOperator<String> column) {
    return row(
        column.apply("raceEthnicity"),
        column.apply("members"),
        column.apply("observed"),
        column.apply("attained"),
        column.apply("rate"),
        column.apply("low"),
        column.apply("high"));
  }

  /** A group, three counts, and three numbers to the tenth digit. */
  private static String row(
      String group,
      String members,
      String observed,
      String attained,
      String rate,
      String low,
      String high) {
    return String.format(
        Locale.ROOT,
        "%s %s %s %s %.10f %.10f %.10f",
        group,
        members,
        observed,
        attained,
        Double.parseDouble(rate),
        Double.parseDouble(low),
        Double.parseDouble(high));
  }

  @Test
  void aNewFactChangesThePageWithoutAReload() throws Exception {
    Page page =
        at(page(new Browser.NewContextOptions(), new ArrayList<>()), "opportunity?by=districtId");
    page.evaluate("window.notReloaded = true");
    page.focus("#rates svg [tabindex] >> nth=0");
    String before = page.getAttribute("body", "data-drawn");
    StringBuilder students =
        new StringBuilder(
            "studentId,recordedAt,source,raceEthnicity,sex,economicallyDisadvantaged,englishLearner\n");
    StringBuilder stays =
        new StringBuilder(
            "studentId,recordedAt,source,entryDate,districtId,schoolId,gradeLevel,exitDate,exitType\n");
    StringBuilder sections =
        new StringBuilder(
            "studentId,recordedAt,source,districtId,schoolId,schoolYear,sectionId,gradeLevel,courseCode,courseLevel\n");
    for (int i = 0; i < 30; i++) {
      students.append("new-").append(i).append(",2011-02-01T00:00:00Z,test,WHITE,FEMALE,NO,NO\n");
      stays
          .append("new-")
          .append(i)
          .append(",2011-02-01T00:00:00Z,test,2010-08-20,NEW,NEW-S1,08,,\n");
      sections
          .append("new-")
          .append(i)
          .append(",2011-02-01T00:00:00Z,test,NEW,NEW-S1,2011,sec-1,08,02052,H\n");
    }
    Files.writeString(directory.resolve("students.csv"), students);
    Files.writeString(directory.resolve("enrollments.csv"), stays);
    Files.writeString(directory.resolve("sections.csv"), sections);
    served.publish(directory);
    page.waitForSelector("#rates td[data-value='NEW']", attached());
    assertThat(page.evaluate("window.notReloaded")).isEqualTo(true);
    page.waitForFunction("before => document.body.dataset.drawn !== before", before);
    assertThat(page.evaluate("document.activeElement.closest('#rates svg') !== null"))
        .as("a new cut leaves the focus where it is")
        .isEqualTo(true);
    assertThat(page.isVisible("#tip")).isTrue();
    page.context().close();
  }

  @Test
  void viewsAreReachedByKeyboardAndLinksKeepTheView() {
    Page page = at(page(new Browser.NewContextOptions(), new ArrayList<>()), "pathways");
    page.focus("#flow-0 .node >> nth=0");
    page.keyboard().press("ArrowRight");
    assertThat(page.evaluate(FOCUSED).toString()).contains("students");
    assertThat(page.isVisible("#tip")).isTrue();
    String focused = page.evaluate(FOCUSED).toString();
    page.evaluate("window.scrollBy(0, 40)");
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))");
    assertThat(page.isVisible("#tip")).as("a tip stays with a mark that scrolls").isTrue();
    assertThat(page.evaluate(FOCUSED)).isEqualTo(focused);
    page.selectOption("select[name=compare]", "economicallyDisadvantaged");
    page.waitForSelector("#flow-1");
    assertThat(page.url()).contains("compare=economicallyDisadvantaged");
    page.click("#flow-0 button:has-text('Link')");
    assertThat(page.url()).contains("cut=");
    page.reload();
    page.waitForSelector("#flow-1");
    page.context().close();
  }

  @Test
  void withoutATokenReleasesAreShownAndATokenShowsTheRest() {
    List<String> complaints = new ArrayList<>();
    Page page = page(new Browser.NewContextOptions().setBypassCSP(true), complaints);
    page.navigate(served.url());
    page.waitForSelector("#released tbody tr", attached());
    page.waitForSelector("#cut.live");
    atOnce(page, "opportunity");
    assertThat(page.innerText("#cards")).contains("shown to those who may see small groups");
    assertThat(page.querySelectorAll("#controls select")).isEmpty();
    assertThat(new AxeBuilder(page).analyze().getViolations()).isEmpty();
    page.click("#cards button");
    page.fill("#token-input", served.token());
    page.click("button[value=use]");
    page.waitForSelector("#rates tbody tr", attached());
    page.click("#token");
    page.click("button[value=clear]");
    page.waitForSelector("#cards button:has-text('Enter a token')");
    assertThat(complaints).isEmpty();
    page.context().close();
  }

  @Test
  void anAddressLetsInOnce() {
    String link = served.link();
    Page first = page(new Browser.NewContextOptions(), new ArrayList<>());
    first.navigate(link);
    first.waitForSelector("#flow-0");
    assertThat(first.url()).isEqualTo(served.url() + "/");
    first.reload();
    first.waitForSelector("#flow-0");
    Page second = page(new Browser.NewContextOptions(), new ArrayList<>());
    second.navigate(link);
    second.waitForSelector("#banner:has-text('opened before')");
    second.waitForSelector("#released");
    // Another address may be opened where the page is open already.
    second.navigate(served.link());
    second.waitForSelector("#flow-0");
    first.context().close();
    second.context().close();
  }

  private static Page.WaitForSelectorOptions attached() {
    return new Page.WaitForSelectorOptions().setState(WaitForSelectorState.ATTACHED);
  }
}
