package org.pathline.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pathline.command.SendingOptions.Beside;
import org.pathline.command.SendingOptions.Delivery;
import org.pathline.imports.Bundle;
import org.pathline.imports.ForeignFormat;
import org.pathline.imports.ForeignFormat.Reading;
import org.pathline.imports.ForeignFormats;
import org.pathline.imports.ImportReport;
import org.pathline.imports.ImportSettings;
import org.pathline.imports.LocalCodes;
import org.pathline.imports.MapFile;
import org.pathline.imports.MapTemplate;
import org.pathline.pseudonym.Pseudonyms;
import org.pathline.publish.Progress;
import org.pathline.publish.Publication;
import org.pathline.publish.RowSource;
import org.pathline.publish.UnreadableFile;
import org.pathline.publish.UnusableArgument;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pathline import}: publishes files that districts already have. */
@Command(
    name = "import",
    sortOptions = false,
    description = {
      "Publishes facts from files that districts already export, without rewriting them:",
      "  oneroster  OneRoster 1.1 and 1.2, CSV bundles (bulk and delta) and JSON of REST",
      "  edfi       Ed-Fi Data Standard 5, JSON or NDJSON of the API and XML interchange",
      "  nsc        detail files of StudentTracker, old and new layout",
      "A delivery is a directory, a zip or single files. The same checks hold as for publish. Each"
          + " record that is not carried over is counted with the reason, each file that is not"
          + " used is named. Names of people are never read out. Importing again changes nothing.",
      "What no standard fixes, such as local course codes, stands in a mapping file:"
          + " --map-template writes one from the delivery, to be filled in; --map reads it.",
      "Exits 0 when every row was accepted and sent, 1 when a row or a file was bad, a file that"
          + " looks like data was not used, or sending failed, 2 when called wrongly."
    },
    footer = {
      "",
      "Example:",
      "  pathline import oneroster bundle.zip --map-template map.yaml   # then fill it in",
      "  pathline import oneroster bundle.zip --map map.yaml --dry-run  # check only",
      "  pathline import oneroster bundle.zip --map map.yaml            # publish",
      "  pathline import nsc detail.csv --searched-through 2024-11-12 --out facts/"
    })
public final class ImportCommand extends Subcommand {
  @Mixin private SendingOptions sendingOptions;
  @Mixin private PseudonymOptions pseudonymOptions;

  @Parameters(index = "0", paramLabel = "FORMAT", description = "oneroster, edfi or nsc.")
  private String format;

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "DIR|ZIP|FILE",
      description = "The delivery; of several, later ones go before earlier ones.")
  private List<Path> paths = List.of();

  @Option(names = "--map", paramLabel = "FILE", description = "The mapping file, in YAML.")
  private @Nullable Path map;

  @Option(
      names = "--map-template",
      arity = "0..1",
      fallbackValue = "-",
      paramLabel = "FILE",
      description =
          "Write a mapping file with the codes of this delivery that nothing explains (to the"
              + " screen where no file is named), then stop.")
  private @Nullable Path mapTemplate;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write the facts as import files into an empty directory and send nothing.")
  private @Nullable Path out;

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description = "Time zone, such as America/Chicago, of times without offset from UTC.")
  private @Nullable ZoneId zone;

  @Option(
      names = "--recorded-at",
      paramLabel = "TIME",
      description =
          "When records that do not say it were recorded, such as 2024-06-30T12:00:00Z. Default:"
              + " when their file was written.")
  private @Nullable Instant recordedAt;

  @Option(
      names = "--searched-through",
      paramLabel = "DATE",
      description = "nsc: the day on which the Clearinghouse searched, where the file says none.")
  private @Nullable LocalDate searchedThrough;

  @Override
  public Integer call() throws IOException {
    try {
      if (paths.isEmpty() && mapTemplate != null && Files.exists(mapTemplate)) {
        // The delivery stood where the name of the template could have.
        paths = List.of(mapTemplate);
        mapTemplate = Path.of("-");
      }
      if (paths.isEmpty()) {
        throw new UnusableArgument("Missing required parameter: 'DIR|ZIP|FILE' (what to import)");
      }
      sendingOptions.check(out);
      ForeignFormat known = ForeignFormats.of(format);
      ImportSettings settings = settings();
      try (Bundle bundle = Bundle.open(paths)) {
        return run(known.read(bundle, settings), settings);
      }
    } catch (UnreadableFile e) {
      say(e.getMessage() + (e.line() > 0 ? " (line " + e.line() + ")" : ""));
      return 1;
    }
  }

  private ImportSettings settings() {
    MapFile mapFile = map == null ? MapFile.EMPTY : MapFile.read(map);
    String zoneSaid = mapFile.value("zone");
    String recordedSaid = mapFile.value("recordedAt");
    String searchedSaid = mapFile.value("searchedThrough");
    try {
      ZoneId zoneUsed = zone != null || zoneSaid == null ? zone : ZoneId.of(zoneSaid);
      Instant recorded =
          recordedAt != null || recordedSaid == null
              ? recordedAt
              : recordedSaid.length() == 10
                  ? LocalDate.parse(recordedSaid)
                      .atTime(12, 0)
                      .atZone(zoneUsed == null ? ZoneOffset.UTC : zoneUsed)
                      .toInstant()
                  : Instant.parse(recordedSaid);
      LocalDate searched =
          searchedThrough != null || searchedSaid == null
              ? searchedThrough
              : LocalDate.parse(searchedSaid);
      return new ImportSettings(mapFile, zoneUsed, recorded, searched, new LocalCodes());
    } catch (DateTimeException e) {
      throw new UnusableArgument(map + ": zone, recordedAt or searchedThrough: " + e.getMessage());
    }
  }

  private int run(Reading reading, ImportSettings settings) throws IOException {
    if (mapTemplate != null) {
      ImportReport.before(reading).forEach(this::say);
      return writeTemplate(mapTemplate, reading, settings);
    }
    if (sendingOptions.scope() != null && !reading.onlyChanges().isEmpty()) {
      throw new UnusableArgument(
          "--complete would withdraw what is not in the delivery, but by the manifest "
              + reading.onlyChanges().get(0).path()
              + " holds only what has changed; give the bulk bundle along with it, or leave"
              + " --complete out");
    }
    ImportReport.before(reading).forEach(this::say);
    Pseudonyms pseudonyms = pseudonymOptions.pseudonyms();
    List<RowSource> sources =
        reading.sources().stream().map(source -> source.under(pseudonyms)).toList();
    return sendingOptions.send(
        new Delivery(sources, pseudonyms, reading.doubts(), reading.isWhole()),
        out,
        new Beside() {
          @Override
          public void table(PrintWriter screen) {
            screen.print(ImportReport.after(reading));
            ImportReport.unexplained(settings.codes()).forEach(screen::println);
          }

          @Override
          public void json(ObjectNode summary) {
            summary.setAll(ImportReport.json(reading, settings.codes()));
          }
        });
  }

  private int writeTemplate(Path to, Reading reading, ImportSettings settings) {
    try (Progress progress = Progress.quiet(new PrintWriter(PrintWriter.nullWriter()))) {
      Path unseen = Files.createTempFile("pathline-import", ".csv");
      new Publication(unseen, progress).check(reading.sources());
      Files.deleteIfExists(unseen);
      String from = paths.stream().map(Path::toString).collect(Collectors.joining(" "));
      String text = MapTemplate.of(ForeignFormats.plain(format), from, settings.codes());
      PrintWriter screen = out();
      if (to.toString().equals("-")) {
        screen.print(text);
      } else {
        if (Files.exists(to)) {
          throw new UnusableArgument(to + " exists; choose another file for the template");
        }
        Files.writeString(to, text);
        screen.println(to + " is written; fill it in, then: " + nextCommand(to));
      }
      screen.flush();
      return 0;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + to + ": " + e.getMessage(), e);
    }
  }

  private String nextCommand(Path to) {
    List<String> words = new ArrayList<>(List.of("pathline", "import", format));
    paths.forEach(path -> words.add(path.toString()));
    words.addAll(List.of("--map", to.toString()));
    return String.join(" ", words);
  }
}
