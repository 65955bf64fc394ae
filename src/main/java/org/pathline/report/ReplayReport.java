package org.pathline.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pathline.letters.ReplayOutcome;
import org.pathline.letters.ReplayOutcome.Result;

/** Writes what becomes of each letter of a replay as soon as it is known, and keeps only counts. */
public final class ReplayReport implements AutoCloseable {
  private static final long NANOS_BETWEEN_LINES = 5_000_000_000L;

  private final AnswerFormat format;
  private final PrintWriter out;
  private final PrintWriter err;
  private final @Nullable CsvWriter csv;
  private final @Nullable JsonGenerator json;
  private final Map<Result, Long> counts = new EnumMap<>(Result.class);
  private long told;
  private long nextLine = System.nanoTime() + NANOS_BETWEEN_LINES;

  private ReplayReport(
      AnswerFormat format,
      PrintWriter out,
      PrintWriter err,
      @Nullable CsvWriter csv,
      @Nullable JsonGenerator json) {
    this.format = format;
    this.out = out;
    this.err = err;
    this.csv = csv;
    this.json = json;
  }

  /** Report that begins at once. */
  public static ReplayReport of(AnswerFormat format, PrintWriter out, PrintWriter err)
      throws IOException {
    @Nullable CsvWriter csv = null;
    @Nullable JsonGenerator json = null;
    if (format == AnswerFormat.csv) {
      csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
      csv.writeRecord("place", "reason", "result", "detail");
    } else if (format == AnswerFormat.json) {
      json = new JsonFactory().createGenerator(out).useDefaultPrettyPrinter();
      // The program's own output stays open.
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.writeStartObject();
      json.writeArrayFieldStart("letters");
    }
    return new ReplayReport(format, out, err, csv, json);
  }

  /** Writes what becomes of one letter. */
  public void tell(ReplayOutcome outcome) {
    counts.merge(outcome.result(), 1L, Long::sum);
    told++;
    String place = outcome.letter().place().toString();
    String reason = outcome.letter().content().getReason();
    String result = outcome.result().name();
    try {
      switch (format) {
        case table ->
            out.println(
                String.format(
                    Locale.ROOT,
                    "%-16s  %s  %s",
                    result,
                    ReportColumn.printable(place),
                    ReportColumn.printable(outcome.detail())));
        case csv -> csv().writeRecord(place, reason, result, outcome.detail());
        case json -> {
          JsonGenerator json = json();
          json.writeStartObject();
          json.writeStringField("place", place);
          json.writeStringField("reason", reason);
          json.writeStringField("result", result);
          json.writeStringField("detail", outcome.detail());
          json.writeEndObject();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (System.nanoTime() >= nextLine) {
      nextLine = System.nanoTime() + NANOS_BETWEEN_LINES;
      out.flush();
      err.println("so far " + told + " letters: " + inWords());
      err.flush();
    }
  }

  /** Whether nothing is left to be done about any of them. */
  public boolean isGood() {
    return counts.keySet().stream().allMatch(Result::isGood);
  }

  /** Adds the counts; to be called when all is told. */
  public void end() throws IOException {
    switch (format) {
      case table -> out.println("# " + told + " letters" + (told == 0 ? "" : ": " + inWords()));
      case csv -> {
        csv().flush();
        err.println("# " + told + " letters" + (told == 0 ? "" : ": " + inWords()));
      }
      case json -> {
        JsonGenerator json = json();
        json.writeEndArray();
        json.writeObjectFieldStart("counts");
        for (Map.Entry<Result, Long> each : counts.entrySet()) {
          json.writeNumberField(each.getKey().name(), each.getValue());
        }
        json.writeEndObject();
        json.writeEndObject();
        json.flush();
        out.println();
      }
    }
  }

  /** Writer of that form, which was made with the report. */
  private CsvWriter csv() {
    return Objects.requireNonNull(csv);
  }

  /** Writer of that form, which was made with the report. */
  private JsonGenerator json() {
    return Objects.requireNonNull(json);
  }

  private String inWords() {
    return counts.entrySet().stream()
        .map(each -> each.getValue() + " " + each.getKey())
        .collect(Collectors.joining(", "));
  }

  /** Hands out what was told, also where a replay ends in the middle. */
  @Override
  public void close() throws IOException {
    if (csv != null) {
      csv.flush();
    }
    if (json != null) {
      json.flush();
    }
    out.flush();
    err.flush();
  }
}
