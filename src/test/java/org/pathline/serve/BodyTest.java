package org.pathline.serve;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An answer is written in each of the formats in which it can be asked for. */
class BodyTest {
  private static Body body(@Nullable String format) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode json = mapper.createObjectNode().put("students", 12);
    ObjectNode flat =
        (ObjectNode)
            mapper.readTree(
                """
                {"columns": [{"name": "stage", "type": "VARCHAR"},
                             {"name": "students", "type": "BIGINT"}],
                 "rows": [{"stage": "algebra, early", "students": 12}]}
                """);
    return Body.of(format, json, () -> flat);
  }

  @Test
  void jsonIsWrittenWhereNothingIsSaid() throws IOException {
    for (@Nullable String format : new String[] {null, "json"}) {
      assertThat(body(format).contentType()).isEqualTo("application/json; charset=utf-8");
      assertThat(new String(body(format).bytes(), UTF_8)).isEqualTo("{\"students\":12}");
    }
  }

  @Test
  void csvHasTheFlatRows() throws IOException {
    Body csv = body("csv");
    assertThat(csv.contentType()).isEqualTo("text/csv; charset=utf-8");
    assertThat(new String(csv.bytes(), UTF_8).lines())
        .containsExactly("stage,students", "\"algebra, early\",12");
  }

  @Test
  void parquetBeginsAndEndsWithItsName() throws IOException {
    Body parquet = body("parquet");
    assertThat(parquet.contentType()).isEqualTo("application/vnd.apache.parquet");
    assertThat(new String(parquet.bytes(), US_ASCII)).startsWith("PAR1").endsWith("PAR1");
  }

  @Test
  void arrowIsAStreamOfMessages() throws IOException {
    Body arrow = body("arrow");
    assertThat(arrow.contentType()).isEqualTo("application/vnd.apache.arrow.stream");
    // The mark before each message of the stream format of Arrow since 0.15.
    assertThat(arrow.bytes()).startsWith(0xFF, 0xFF, 0xFF, 0xFF);
  }

  @Test
  void aFormatThatThereIsNotIsRefused() {
    assertThatThrownBy(() -> body("table"))
        .isInstanceOf(Questions.Misasked.class)
        .hasMessage("format: there are json csv arrow parquet");
  }
}
