package org.pathline.erase;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.record.internal.FileRecords;
import org.apache.kafka.common.record.internal.Record;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Options;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;
import org.rocksdb.SstFileReaderIterator;

/**
 * Looks for an id in files: segments of an embedded broker record by record, since batches are
 * compressed; tables of RocksDB entry by entry, since keys are written as what differs from the one
 * before; gzip files unpacked; anything else byte by byte.
 */
public final class FileTraces {
  private static final int BUFFER = 1 << 20;
  private static final Pattern SEGMENT =
      Pattern.compile("\\d{20}\\.log(\\.(deleted|cleaned|swap))?");

  /** Offsets and times alone, in files that are mostly empty and long. */
  private static final Pattern INDEX = Pattern.compile("\\d{20}\\.(time)?index(\\.\\w+)?");

  private final IdForms forms;

  /** Looks for some forms. */
  public FileTraces(IdForms forms) {
    this.forms = forms;
  }

  /** Traces in a file, or in all files below a directory; none where there is nothing. */
  public List<Trace> in(Path path) {
    List<Trace> traces = new ArrayList<>();
    if (!Files.exists(path)) {
      return traces;
    }
    try (Stream<Path> files = Files.walk(path)) {
      files
          .filter(Files::isRegularFile)
          .sorted()
          .forEach(
              file ->
                  form(file).ifPresent(form -> traces.add(new Trace(file.toString(), form, 1))));
    } catch (UncheckedIOException | IOException e) {
      // Brokers and stores remove files at any moment, and what is gone holds nothing.
      IOException cause = e instanceof UncheckedIOException u ? u.getCause() : (IOException) e;
      if (!(cause instanceof NoSuchFileException)) {
        throw new UncheckedIOException("cannot look through " + path + ": " + cause, cause);
      }
    }
    return traces;
  }

  private Optional<String> form(Path file) {
    String name = file.getFileName().toString();
    // A name may be an id, too.
    Optional<String> form = forms.in(name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    if (form.isPresent() || INDEX.matcher(name).matches()) {
      return form;
    }
    try {
      if (SEGMENT.matcher(name).matches()) {
        return ofSegment(file);
      }
      return name.endsWith(".sst") ? ofTable(file) : ofBytes(file);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file + ": " + e, e);
    }
  }

  private Optional<String> ofSegment(Path file) throws IOException {
    FileRecords records = FileRecords.open(file.toFile(), false);
    try {
      for (Record record : records.records()) {
        Optional<String> form = ofBuffer(record.key()).or(() -> ofBuffer(record.value()));
        if (form.isPresent()) {
          return form;
        }
      }
      return Optional.empty();
    } catch (KafkaException e) {
      // The end of a segment that is being written, or is none of Kafka's: as bytes then.
      return ofBytes(file);
    } finally {
      // To close the records themselves would cut a segment that grows.
      records.closeHandlers();
    }
  }

  private Optional<String> ofBuffer(@Nullable ByteBuffer buffer) {
    if (buffer == null) {
      return Optional.empty();
    }
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return forms.in(bytes);
  }

  private Optional<String> ofTable(Path file) throws IOException {
    RocksDB.loadLibrary();
    try (Options options = new Options();
        ReadOptions reading = new ReadOptions();
        SstFileReader reader = new SstFileReader(options)) {
      reader.open(file.toString());
      try (SstFileReaderIterator entries = reader.newIterator(reading)) {
        for (entries.seekToFirst(); entries.isValid(); entries.next()) {
          Optional<String> form = forms.in(entries.key()).or(() -> forms.in(entries.value()));
          if (form.isPresent()) {
            return form;
          }
        }
        entries.status();
      }
    } catch (RocksDBException e) {
      if (!Files.exists(file)) {
        return Optional.empty();
      }
      throw new IOException(e.getMessage(), e);
    }
    // Keys that were deleted are no entries, but bytes.
    return ofBytes(file);
  }

  private Optional<String> ofBytes(Path file) throws IOException {
    Optional<String> form = ofStream(Files.newInputStream(file));
    if (form.isEmpty() && file.toString().endsWith(".gz")) {
      form = ofStream(new GZIPInputStream(Files.newInputStream(file), BUFFER));
    }
    return form;
  }

  private Optional<String> ofStream(InputStream opened) throws IOException {
    int overlap = forms.longest();
    byte[] buffer = new byte[BUFFER + overlap];
    int kept = 0;
    try (InputStream in = opened) {
      while (true) {
        int read = in.readNBytes(buffer, kept, buffer.length - kept);
        if (read == 0) {
          return Optional.empty();
        }
        int length = kept + read;
        Optional<String> form = forms.in(buffer, length);
        if (form.isPresent()) {
          return form;
        }
        kept = Math.min(overlap, length);
        System.arraycopy(buffer, length - kept, buffer, 0, kept);
      }
    }
  }
}
