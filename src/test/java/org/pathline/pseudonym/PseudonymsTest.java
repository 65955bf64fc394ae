package org.pathline.pseudonym;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathline.pseudonym.Pseudonyms.Kind;

/** Keys and what they make of ids. */
class PseudonymsTest {
  @TempDir private Path directory;

  private Path keyOf(byte first) throws IOException {
    byte[] secret = new byte[32];
    secret[0] = first;
    Path file = directory.resolve("key-" + first);
    Files.writeString(file, "pathline-key-1 " + Base64.getEncoder().encodeToString(secret) + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    return file;
  }

  private Pseudonyms pseudonyms(byte first) throws IOException {
    return new Pseudonyms(PseudonymKey.read(keyOf(first)), Set.of());
  }

  @Test
  void aPseudonymIsTheHmacThatOtherProgramsCompute() throws IOException {
    // printf 'student\0s-001' | openssl dgst -sha256 -mac HMAC -macopt hexkey:01000…00
    assertThat(pseudonyms((byte) 1).student("s-001"))
        .isEqualTo("p4e40a2b9a28ce37fddebeba0d3a3755931a25049");
    // printf 'schools\0s-001' | openssl dgst … : another kind of id, another pseudonym
    assertThat(pseudonyms((byte) 1).of(Kind.schools, "s-001"))
        .isEqualTo("p5405e76fe680f0f693d91ff0ba5c0aeb84b5ed69");
  }

  @Test
  void pseudonymsDependOnKeyKindAndIdAlone() throws IOException {
    Pseudonyms one = pseudonyms((byte) 1);
    String first = one.student("a");
    assertThat(one.student("b")).isNotEqualTo(first);
    assertThat(one.student("a")).isEqualTo(first);
    assertThat(pseudonyms((byte) 1).student("a")).isEqualTo(first);
    assertThat(pseudonyms((byte) 2).student("a")).isNotEqualTo(first);
    assertThat(one.of(Kind.record, "a")).isNotEqualTo(first);
    assertThat(one.keyName()).isNotEqualTo(pseudonyms((byte) 2).keyName()).hasSize(8);
  }

  @Test
  void aNewKeyIsForItsOwnerAndNeverOverwritten() throws IOException {
    Path file = directory.resolve("new.key");
    PseudonymKey.make(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    String before = Files.readString(file);
    assertThatThrownBy(() -> PseudonymKey.make(file))
        .isInstanceOf(UnusableKey.class)
        .hasMessageContaining("never overwritten");
    assertThat(Files.readString(file)).isEqualTo(before);
    Path other = directory.resolve("other.key");
    PseudonymKey.make(other);
    assertThat(Files.readString(other)).isNotEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----", "rw-----w-", "rwx--x---"})
  void aKeyThatOthersMayTouchIsRefused(String permissions) throws IOException {
    Path file = keyOf((byte) 3);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    assertThatThrownBy(() -> PseudonymKey.read(file))
        .isInstanceOf(UnusableKey.class)
        .hasMessageContaining("chmod 600")
        .hasMessageContaining(permissions);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "secret-words",
        "pathline-key-1 secretwords",
        "pathline-key-1 !!!!",
        "pathline-key-2 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=",
        "pathline-key-1 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nmore"
      })
  void whatIsNoKeyIsRefusedWithoutAWordOfIt(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("no.key"), text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThatThrownBy(() -> PseudonymKey.read(file))
        .isInstanceOf(UnusableKey.class)
        .hasMessageContaining("is no key")
        .hasMessageNotContaining("secret")
        .hasMessageNotContaining("AAAA")
        .hasNoCause();
  }

  @Test
  void aMissingKeyIsNamedWithTheCommandThatMakesOne() {
    assertThatThrownBy(() -> PseudonymKey.read(directory.resolve("none")))
        .isInstanceOf(UnusableKey.class)
        .hasMessageContaining("`pathline key ");
  }
}
