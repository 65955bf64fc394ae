package org.pathline.tables;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.pathline.report.RecordJson;
import org.pathline.streams.registry.UndecodableException;
import org.pathline.streams.registry.WireFormat;

/** Records of any topic on their way into its table: through a file of JSON that DuckDB reads. */
final class RecordRows implements AutoCloseable {
  private final Table table;
  private final WireFormat wireFormat;
  private final Path file;
  private final Writer writer;
  private long unreadable;

  RecordRows(Table table, WireFormat wireFormat) {
    this.table = table;
    this.wireFormat = wireFormat;
    try {
      file = Files.createTempFile("pathline-", ".ndjson");
      writer = Files.newBufferedWriter(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Adds the row of a record with a value. */
  void append(ConsumerRecord<byte[], byte[]> record) {
    SpecificRecord value;
    try {
      value = wireFormat.record(record.value(), table.topic().schema());
    } catch (UndecodableException foreign) {
      unreadable++;
      return;
    }
    ObjectNode row = RecordJson.of(value);
    if (row.remove(RecordColumns.SETTINGS) instanceof ObjectNode settings) {
      row.setAll(settings);
    }
    if (table.isLog()) {
      row.put("logPartition", record.partition());
      row.put("logOffset", record.offset());
      row.put("storedAt", Instant.ofEpochMilli(record.timestamp()).toString());
    }
    try {
      writer.write(row.toString());
      writer.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Records that are something else than the topic is for. */
  long unreadable() {
    return unreadable;
  }

  /** Inserts all rows. */
  void moveIn(Database database) {
    try {
      writer.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    database.execute(
        "INSERT INTO "
            + table.name()
            + " SELECT "
            + table.columns().stream()
                .map(
                    each ->
                        each.type().equals("BLOB")
                            ? "unhex(" + Column.quoted(each.name()) + ")"
                            : Column.quoted(each.name()))
                .collect(Collectors.joining(", "))
            + " FROM read_json("
            + Column.literal(file.toString())
            + ", format = 'newline_delimited', maximum_object_size = 67108864, columns = {"
            + table.columns().stream()
                .map(
                    each ->
                        Column.quoted(each.name())
                            + ": "
                            + Column.literal(each.type().equals("BLOB") ? "VARCHAR" : each.type()))
                .collect(Collectors.joining(", "))
            + "})");
  }

  @Override
  public void close() {
    try {
      writer.close();
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
