package org.pathline.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.pathline.ask.Dimension;
import org.pathline.audit.AuditLog;
import org.pathline.cluster.Connection;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.release.Group;
import org.pathline.domain.release.Release;
import org.pathline.domain.release.ReleaseAttack;
import org.pathline.domain.release.ReleaseRules;
import org.pathline.domain.release.Tables;
import org.pathline.domain.release.Unit;
import org.pathline.publish.UnusableArgument;
import org.pathline.release.CountsFile;
import org.pathline.release.FormFiles;
import org.pathline.release.FormFiles.Form;
import org.pathline.release.ReleaseDirectory;
import org.pathline.release.ReleaseMaterial;
import org.pathline.release.ReleaseText;
import org.pathline.report.ReleaseReport;
import org.pathline.topics.Unanswerable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pathline release}: tables that may be handed on, and the attack on them. */
@Command(
    name = "release",
    description = {
      "Writes tables of outcomes with all their margins, in which small counts are withheld, and as"
          + " many others as it takes that no withheld count can be told from what is shown: the"
          + " range that an attacker finds by linear programs, from all tables and earlier releases"
          + " together, is at least --min-width students wide. Rates near 0 and 100 %% are coded by"
          + " the size of their group.",
      "",
      "A release is closed: its manifest holds offsets, settings, rules and checksums, and the same"
          + " inputs give the same bytes. What it protects against, and what not, is in"
          + " streams/RELEASES.md.",
      "",
      "--with adds forms of `pathline effects`, `equity` and `sorting` that may be published, too:"
          + " gaps and effects that follow from the released tables alone, and coarse bands of how"
          + " schools sort.",
      "",
      "With --verify, attacks releases as anyone could, and prints the narrowest ranges. Effects"
          + " and gaps are written again from the tables, and must be the same."
    },
    footer = {
      "",
      "Files: outcomes.csv and outcomes.json (empty: withheld; `all`: summed over), manifest.json;",
      "  with --with effects.csv and regimes.csv, equity.csv, sorting.csv.",
      "Dimensions: those of `pathline outcomes`, and regime.",
      "",
      "Exit codes: 0 done; 1 failed; 2 wrong usage; 3 --verify found a range that is too narrow.",
      "",
      "Examples:",
      "  pathline release --by schoolId,raceEthnicity --out release-2015",
      "  pathline release --outcome stemEntry2,college16Months \\",
      "      --by districtId,raceEthnicity --by economicallyDisadvantaged,priorAchievement \\",
      "      --after release-2015 --out release-2016",
      "  pathline release --by districtId,schoolId,anchorYear --by regime,raceEthnicity \\",
      "      --with effects,equity,sorting --out release-2016",
      "  pathline release --verify release-2015 release-2016",
      "  pathline release --cells counts.csv --count students --by school,race --out counts-2015"
    })
public final class ReleaseCommand extends ReportCommand {
  private static final int TOO_NARROW = 3;

  @Mixin private WhereOptions where;
  @Mixin private SettingsChoiceOptions settingsOptions;
  @Mixin private FormOptions formOptions;

  @Option(
      names = "--outcome",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "stemEntry2",
      description = "Outcome, several with commas. Default: ${DEFAULT-VALUE}.")
  private List<String> outcomes;

  @Option(
      names = "--by",
      paramLabel = "DIM,…",
      description =
          "Dimensions of a table, with commas; repeated for further tables, which are protected"
              + " together. Each comes with all its margins.")
  private List<String> by = List.of();

  @Option(
      names = "--min-cell",
      paramLabel = "N",
      defaultValue = "10",
      description = "No count of 1 to N-1 is shown. Default: ${DEFAULT-VALUE}.")
  private int minCell;

  @Option(
      names = "--min-width",
      paramLabel = "N",
      defaultValue = "10",
      description = "Least width of the range of a withheld count. Default: ${DEFAULT-VALUE}.")
  private int minWidth;

  @Option(
      names = "--after",
      paramLabel = "DIR",
      arity = "1..*",
      description = "Earlier releases of the same students, earliest first.")
  private List<Path> after = List.of();

  @Option(names = "--out", paramLabel = "DIR", description = "Where to; new or empty.")
  private Path out;

  @Option(
      names = "--verify",
      paramLabel = "DIR",
      arity = "1..*",
      description = "Attack these releases together, earliest first, and release nothing.")
  private List<Path> verify = List.of();

  @Option(
      names = "--show",
      paramLabel = "N",
      defaultValue = "10",
      description = "With --verify: how many ranges to print. Default: ${DEFAULT-VALUE}.")
  private int show;

  @Option(
      names = "--cells",
      paramLabel = "FILE.csv",
      description = "Release a table of your own; --by names columns of it.")
  private Path cells;

  @Option(
      names = "--count",
      paramLabel = "COLUMN",
      defaultValue = "count",
      description = "With --cells: column of the counts. Default: ${DEFAULT-VALUE}.")
  private String count;

  @Option(
      names = "--withhold",
      paramLabel = "COLUMN",
      description = "With --cells: withhold also the groups where this column says true.")
  private String withhold;

  @Override
  public Integer call() throws IOException {
    if (!verify.isEmpty()) {
      return verify();
    }
    if (out == null) {
      throw usage("--out DIR is missing, or --verify DIR to attack releases");
    }
    ReleaseDirectory.requireEmpty(out);
    ReleaseRules rules =
        UnusableArgument.meaning(
            "--min-cell and --min-width: ", () -> new ReleaseRules(minCell, minWidth));
    List<List<String>> tables = tables();
    Set<Form> forms = formOptions.forms(tables, cells != null);
    List<ReleaseDirectory> earlier = read(after);
    List<Tables> before = earlier.stream().map(ReleaseDirectory::tables).toList();
    List<String> dimensions = Release.dimensions(before, tables);
    ObjectNode manifest = JsonNodeFactory.instance.objectNode().put("format", 1);
    List<Outcome> chosen = cells == null ? OutcomeText.of(outcomes) : List.of();
    List<Unit> units;
    Predicate<Group> more = group -> false;
    ReleaseMaterial material = null;
    if (cells == null) {
      Connection connection = noted(AuditLog.Action.RELEASED, scope());
      material =
          ReleaseMaterial.read(connection, settingsOptions.choice(), forms.contains(Form.SORTING));
      units = material.units(dimensions, where.chosen(), chosen);
      material.describe(manifest);
    } else {
      CountsFile file = CountsFile.read(cells, dimensions, count, withhold);
      units = file.units();
      int shared = Tables.dimensions(tables).size();
      Set<List<String>> withheld = new HashSet<>();
      file.withheld().forEach(values -> withheld.add(values.subList(0, shared)));
      more = group -> withheld.contains(group.values());
    }
    if (units.isEmpty()) {
      throw new Unanswerable("no student with an anchor is in what was asked for");
    }
    Release release = Release.protect(before, tables, chosen, units, rules, more, this::progress);
    describe(manifest, release, rules, earlier);
    Map<String, String> files = ReleaseText.files(release.tables());
    if (material != null && !forms.isEmpty()) {
      FormFiles.describe(manifest, forms, rules);
      files.putAll(FormFiles.of(forms, release.tables(), rules, material));
    }
    ReleaseDirectory.write(out, manifest, files);
    report(release);
    return 0;
  }

  private String scope() {
    return String.join(" ", outcomes)
        + " by "
        + String.join(" ", by)
        + where.conditions().stream()
            .map(condition -> ", where " + condition)
            .collect(Collectors.joining())
        + ", --min-cell "
        + minCell
        + formOptions.scope()
        + ", to "
        + out;
  }

  private void report(Release release) {
    out()
        .printf(
            "%s: %d counts, %d withheld because they are small or would tell small ones, %d to"
                + " protect those%n",
            out, release.counts(), release.sensitive(), release.complementary());
    if (!release.narrow().isEmpty()) {
      err()
          .println(
              "pathline: the earlier releases leave these in a narrower range than "
                  + minWidth
                  + ", whatever this one withholds: "
                  + String.join("; ", release.narrow().stream().limit(5).toList()));
    }
  }

  private Integer verify() throws IOException {
    List<ReleaseDirectory> releases = read(verify);
    for (ReleaseDirectory release : releases) {
      release.verifyForms();
    }
    ReleaseAttack.Findings findings =
        ReleaseAttack.of(
            releases.stream().map(ReleaseDirectory::tables).toList(), show, done -> {});
    int least = releases.stream().mapToInt(each -> each.rules().minWidth()).max().orElseThrow();
    print(ReleaseReport.of(verify, findings, least));
    return findings.width() < least - 1e-6 ? TOO_NARROW : 0;
  }

  private static List<ReleaseDirectory> read(List<Path> places) throws IOException {
    List<ReleaseDirectory> releases = new ArrayList<>();
    for (Path place : places) {
      releases.add(ReleaseDirectory.read(place));
    }
    return releases;
  }

  private void describe(
      ObjectNode manifest, Release release, ReleaseRules rules, List<ReleaseDirectory> earlier) {
    manifest.put("pathline", org.pathline.Main.version());
    ReleaseText.describe(manifest, release, rules);
    ObjectNode chosen = manifest.putObject("where");
    where
        .chosen()
        .forEach((dimension, values) -> values.forEach(chosen.putArray(dimension.label())::add));
    ArrayNode digests = manifest.putArray("after");
    earlier.forEach(each -> digests.add(each.digest()));
  }

  private void progress(int done, int of) {
    if (of > 20 && done % Math.max(1, of / 20) == 0) {
      err().println("protecting: " + 100 * done / of + " %");
    }
  }

  private List<List<String>> tables() {
    if (by.isEmpty()) {
      throw usage("--by DIM,… is missing: a release is a table by at least one dimension");
    }
    List<List<String>> tables = new ArrayList<>();
    for (String table : by) {
      Set<String> labels = new java.util.LinkedHashSet<>(List.of(table.split(",")));
      if (cells == null) {
        labels.forEach(ReleaseCommand::check);
      }
      tables.add(List.copyOf(labels));
    }
    return tables;
  }

  private static void check(String label) {
    if (!label.equals(ReleaseMaterial.REGIME)) {
      List<String> labels = new ArrayList<>(Dimension.labels());
      labels.add(ReleaseMaterial.REGIME);
      UnusableArgument.meaning("", () -> Dimension.named("--by", label, labels));
    }
  }
}
