package org.pathline.imports;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.pathline.Main;
import picocli.CommandLine;

/** A delivery written by hand, and what the program makes of it. */
final class Delivered {
  private final Path directory;
  private final String format;
  int exitCode;
  String text = "";
  private Path out;
  private int runs;

  /** A bundle of OneRoster with a school, a school year and a course, and nobody yet. */
  static Delivered ofOneSchool(Path directory) throws IOException {
    return new Delivered(directory, "oneroster")
        .with("orgs.csv", "sourcedId,name,type,parentSourcedId\nD,D,district,\nS,S,school,D\n")
        .with(
            "academicSessions.csv",
            "sourcedId,title,type,startDate,endDate\nY,Y,schoolYear,2022-08-15,2023-06-10\n")
        .with("courses.csv", "sourcedId,title,courseCode\nC1,Algebra,02052\n");
  }

  Delivered(Path directory, String format) {
    this.directory = directory;
    this.format = format;
    this.out = directory;
  }

  /** Writes a file of the delivery. */
  Delivered with(String name, String text) throws IOException {
    Path file = directory.resolve("in").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    return this;
  }

  /** Packs the files into a zip, within a folder of it, and takes the files away. */
  Path zipped(String folder) throws IOException {
    Path zip = directory.resolve("delivery.zip");
    try (ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(zip));
        var files = Files.list(directory.resolve("in"))) {
      for (Path file : files.sorted().toList()) {
        to.putNextEntry(new ZipEntry(folder + file.getFileName()));
        Files.copy(file, to);
        to.closeEntry();
      }
    }
    return zip;
  }

  Path map(String yaml) throws IOException {
    return Files.writeString(directory.resolve("map.yaml"), yaml);
  }

  /** Imports the files that were written into import files. */
  Delivered run(String... options) {
    return runOn(List.of(directory.resolve("in")), options);
  }

  /** Checks the files that were written, and writes nothing. */
  Delivered runChecked(String... options) {
    List<String> all = new ArrayList<>(List.of("--dry-run"));
    all.addAll(List.of(options));
    return execute(List.of(directory.resolve("in")), all);
  }

  Delivered runOn(List<Path> paths, String... options) {
    out = directory.resolve("out" + ++runs);
    List<String> all = new ArrayList<>(List.of("--out", out.toString()));
    all.addAll(List.of(options));
    return execute(paths, all);
  }

  private Delivered execute(List<Path> paths, List<String> options) {
    StringWriter all = new StringWriter();
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(all)).setErr(new PrintWriter(all));
    List<String> arguments = new ArrayList<>(List.of("import", format));
    paths.forEach(path -> arguments.add(path.toString()));
    arguments.addAll(List.of("--rejected", rejected().toString()));
    arguments.addAll(options);
    exitCode = command.execute(arguments.toArray(String[]::new));
    text = all.toString();
    return this;
  }

  Path rejected() {
    return directory.resolve("rejected.csv");
  }

  /** Rows of the facts of a noun. */
  List<Map<String, String>> rows(String noun) throws IOException {
    Path file = out.resolve(noun + ".csv");
    if (!Files.exists(file)) {
      return List.of();
    }
    try (CsvReader<NamedCsvRecord> csv = CsvReader.builder().ofNamedCsvRecord(file)) {
      return csv.stream().map(NamedCsvRecord::getFieldsAsMap).toList();
    }
  }

  /** Some cells of the facts of a noun, each row joined by blanks. */
  List<String> cells(String noun, String... columns) throws IOException {
    List<String> cells = new ArrayList<>();
    for (Map<String, String> row : rows(noun)) {
      List<String> texts = new ArrayList<>();
      for (String column : columns) {
        texts.add(row.get(column).isEmpty() ? "-" : row.get(column));
      }
      cells.add(String.join(" ", texts));
    }
    return cells;
  }

  static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
