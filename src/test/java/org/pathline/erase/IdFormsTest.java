package org.pathline.erase;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathline.domain.erasure.ErasedIds;

/** Whatever hides an id, it is found; and what only resembles it is not. */
class IdFormsTest {
  @TempDir private Path directory;

  private static byte[] with(String before, byte[] middle, String after) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(before.getBytes(UTF_8));
    bytes.writeBytes(middle);
    bytes.writeBytes(after.getBytes(UTF_8));
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "s-1",
        "104417",
        "jane-doe-4711",
        "J\u00fcrgen",
        "\u5b78\u751f-7",
        "a b",
        "p4e40a2b9a28ce37fddebeba0d3a3755931a25049"
      })
  void everyFormIsFound(String id) {
    IdForms forms = new IdForms(Set.of(id));
    for (Charset charset : List.of(UTF_8, UTF_16LE, UTF_16BE)) {
      assertThat(forms.in(with("", id.getBytes(charset), ""))).as(charset.name()).isPresent();
    }
    byte[] utf8 = id.getBytes(UTF_8);
    assertThat(forms.in(with("x {\"id\":\"", utf8, "\"}"))).isPresent();
    assertThat(forms.in(with("key=", utf8, "\u0000rest"))).isPresent();
    assertThat(forms.in(with("", HexFormat.of().formatHex(utf8).getBytes(UTF_8), ""))).isPresent();
    assertThat(
            forms.in(with("", HexFormat.of().withUpperCase().formatHex(utf8).getBytes(UTF_8), "")))
        .isPresent();
    assertThat(forms.in(URLEncoder.encode(id, UTF_8).getBytes(UTF_8))).isPresent();
    assertThat(forms.in(Base64.getEncoder().encode(utf8))).isPresent();
    // In Avro's form the length comes first, and any byte may follow.
    if (utf8.length < 64) {
      assertThat(forms.in(with("Q" + (char) (2 * utf8.length), utf8, "Q"))).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"jane-doe-4711", "p4e40a2b9a28ce37fddebeba0d3a3755931a25049"})
  void anIdWithinALongerTextIsFoundInBase64(String id) {
    for (String before : List.of("", "x", "xy", "xyz", "{\"id\":\"")) {
      byte[] encoded = Base64.getEncoder().encode((before + id + "\",more").getBytes(UTF_8));
      assertThat(new IdForms(Set.of(id)).in(encoded)).as(before).isPresent();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"s-10", "xs-1", "s-1-2", "S-1", "s_1", "s-2", "as-1b", ""})
  void otherIdsAreNone(String other) {
    IdForms forms = new IdForms(Set.of("s-1"));
    assertThat(forms.in(other.getBytes(UTF_8))).isEmpty();
    assertThat(forms.in(with(" ", other.getBytes(UTF_8), " "))).isEmpty();
    assertThat(forms.in(with("" + (char) (2 * other.length()), other.getBytes(UTF_8), "B")))
        .isEmpty();
  }

  @Test
  void severalIdsAreLookedForTogether() {
    IdForms forms = new IdForms(Set.of("s-1", "t-1"));
    assertThat(forms.in("a t-1".getBytes(UTF_8))).contains("UTF-8");
    assertThat(forms.in("a u-1".getBytes(UTF_8))).isEmpty();
    String digest = ErasedIds.digest("s-1");
    assertThat(forms.in(digest.getBytes(UTF_8))).isEmpty();
    assertThat(forms.and("its digest", digest.getBytes(UTF_8)).in(("x" + digest).getBytes(UTF_8)))
        .contains("its digest");
  }

  @Test
  void filesAreLookedThroughAlsoAcrossBuffersAndPacked() throws IOException {
    FileTraces traces = new FileTraces(new IdForms(Set.of("jane-doe-4711")));
    Files.writeString(directory.resolve("other.log"), "jane-doe-47110 ".repeat(1000));
    assertThat(traces.in(directory)).isEmpty();
    byte[] long1 = new byte[(1 << 20) + 40];
    byte[] id = "jane-doe-4711".getBytes(UTF_8);
    System.arraycopy(id, 0, long1, (1 << 20) - 5, id.length);
    Files.write(directory.resolve("a.bin"), long1);
    try (GZIPOutputStream out =
        new GZIPOutputStream(Files.newOutputStream(directory.resolve("b.csv.gz")))) {
      out.write("x,jane-doe-4711,y".getBytes(UTF_8));
    }
    Files.createFile(directory.resolve("jane-doe-4711"));
    assertThat(traces.in(directory))
        .map(trace -> Path.of(trace.where()).getFileName().toString())
        .containsExactly("a.bin", "b.csv.gz", "jane-doe-4711");
    assertThat(traces.in(directory.resolve("nowhere"))).isEmpty();
  }
}
