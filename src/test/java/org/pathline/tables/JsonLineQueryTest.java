package org.pathline.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines of JSON that are put together are those that DuckDB writes. */
class JsonLineQueryTest {
  private static final String ROWS =
      """
      SELECT * FROM (VALUES
        (-9223372036854775808, -2147483648, NULL, true, 'a "quoted" \\ text', 1.5::DOUBLE,
          0.10::DECIMAL(38,9), {'a': 1, 'b': ['x', NULL]}, TIMESTAMP '2020-02-29 12:00:00'),
        (9223372036854775807, 0, 7, NULL, E'line\\nbreak, tab\\t and Ürümqi 北京', 'inf'::DOUBLE,
          -123.000000001, NULL, NULL),
        (NULL, NULL, -10, false, NULL, NULL, NULL, {'a': NULL, 'b': []}, TIMESTAMP '1970-01-01'),
        (0, -1, 100, true, '', -0.0::DOUBLE, 0, {'a': -1, 'b': ['"']}, NULL)
      ) AS rows(l, i, "small name", b, "Zürich ""s"" here", d, exact, nested, moment)
      """;

  @TempDir private Path directory;

  @Test
  void theyAreThoseOfDuckDb() throws Exception {
    try (Database database = Database.open()) {
      assertSame(database, ROWS);
      assertSame(database, "SELECT 1 AS one WHERE false");
      assertSame(database, "SELECT range AS l, 'text ' || range AS t FROM range(5000) ORDER BY 1");
      assertSame(database, "SELECT repeat('long ', 5000) AS t, range AS l FROM range(3)");
    }
  }

  private void assertSame(Database database, String query) throws Exception {
    Path own = directory.resolve("own.jsonl");
    Path duck = directory.resolve("duck.jsonl");
    DataFile.write(database, query, DataFormat.jsonl, own);
    database.execute(
        "COPY (" + query + ") TO " + Column.literal(duck.toString()) + " (FORMAT json)");
    assertThat(Files.readString(own)).isEqualTo(Files.readString(duck));
  }
}
