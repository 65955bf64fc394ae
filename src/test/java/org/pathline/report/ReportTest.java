package org.pathline.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Bad records hold anything; what is shown of them is aligned, and harmless on a terminal. */
class ReportTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private void print(AnswerFormat format, String id) throws Exception {
    ObjectNode row = JsonNodeFactory.instance.objectNode();
    row.put("id", id).put("count", 12).put("only", "json").putNull("why");
    Report.ofObjects("rows", List.of("id"), List.of("count"), List.of("why"), List.of(row))
        .note("a note")
        .print(format, new PrintWriter(out), new PrintWriter(err));
  }

  @Test
  void aTableShowsNoCharacterThatATerminalObeysAndShortensWhatIsLong() throws Exception {
    print(AnswerFormat.table, "a\u001b[2Jb\u202ec\nd\ud800");
    assertThat(out.toString().lines())
        .containsExactly("id           count  why", "a.[2Jb.c.d.     12  -", "# a note");
    print(AnswerFormat.table, "x".repeat(400_000));
    assertThat(out.toString()).hasSizeLessThan(1_000).contains("x…");
  }

  @Test
  void csvIsQuotedAndWholeWithNotesBesideIt() throws Exception {
    print(AnswerFormat.csv, "a,\"b\"\n" + "x".repeat(500));
    assertThat(out.toString())
        .isEqualTo("id,count,why\n\"a,\"\"b\"\"\n" + "x".repeat(500) + "\",12,\n");
    assertThat(err.toString()).isEqualTo("# a note\n");
  }

  @Test
  void jsonHasAllFields() throws Exception {
    print(AnswerFormat.json, "\u001b");
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.get("rows").get(0).get("id").asText()).isEqualTo("\u001b");
    assertThat(json.get("rows").get(0).get("only").asText()).isEqualTo("json");
    assertThat(out.toString()).doesNotContain("\u001b");
  }

  @Test
  void bytesAreShownAsDigitsAndTextSixteenALine() {
    assertThat(HexLines.of("no Avro at all \u00e9\n!".getBytes(UTF_8), 256))
        .containsExactly(
            "000000  6e 6f 20 41 76 72 6f 20 61 74 20 61 6c 6c 20 c3  no Avro at all .",
            "000010  a9 0a 21                                         ..!");
    assertThat(HexLines.of(new byte[100], 16)).hasSize(2).last().isEqualTo("… 84 more bytes");
    assertThat(HexLines.of(new byte[0], 16)).isEmpty();
  }

  @Test
  void onlyTheNewestAreKept() {
    Newest<Integer> newest = new Newest<>(2);
    assertThat(newest.notes("numbers")).containsExactly("no numbers");
    newest.add(1);
    newest.add(2);
    assertThat(newest.notes("numbers")).isEmpty();
    newest.add(3);
    assertThat(newest.kept()).containsExactly(2, 3);
    assertThat(newest.notes("numbers"))
        .containsExactly("the newest 2 of 3 numbers; --limit N shows more");
  }
}
