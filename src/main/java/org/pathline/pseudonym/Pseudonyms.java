package org.pathline.pseudonym;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes pseudonyms of ids: {@code p} and the first 160 bits of the HMAC-SHA-256 (RFC 2104) of the
 * kind of id, a zero byte and the id in UTF-8, as 40 hexadecimal digits.
 *
 * <p>The same id has the same pseudonym under the same key, so records of different files, and of
 * different publishers that share a key, still meet. Not thread-safe.
 */
public final class Pseudonyms {
  /** What an id is an id of; ids of different kinds that read the same have other pseudonyms. */
  public enum Kind {
    /** Students, under whatever id: aliases and those that they go on as are of one kind. */
    student,
    /** Records in the publisher's system, whose ids often hold a student's. */
    record,
    /** Schools. */
    schools,
    /**
     * Staff. No fact names them; section ids do in many systems, so section ids are what this
     * replaces.
     */
    staff
  }

  /** No id of digits alone, which a spreadsheet would take for a number. */
  private static final String PREFIX = "p";

  private static final int BYTES = 20;
  private static final String ALGORITHM = "HmacSHA256";
  private static final String NAME_OF_THE_KEY = "pathline key\0";
  private static final int BYTES_OF_A_NAME = 4;

  private final Mac mac;
  private final Set<Kind> replaced;
  private String lastStudent = "";
  private String lastPseudonym = "";

  /**
   * Pseudonyms under a key.
   *
   * @param also kinds that are replaced beside students and records
   */
  public Pseudonyms(PseudonymKey key, Set<Kind> also) {
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.secret(), ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
    replaced = EnumSet.of(Kind.student, Kind.record);
    replaced.addAll(also);
  }

  /** Whether ids of a kind are replaced. */
  public boolean replaces(Kind kind) {
    return replaced.contains(kind);
  }

  /** Pseudonym of an id. */
  public String of(Kind kind, String id) {
    if (kind != Kind.student) {
      return pseudonym(kind, id);
    }
    // Files mostly hold the records of one student together.
    if (!id.equals(lastStudent)) {
      lastPseudonym = pseudonym(kind, id);
      lastStudent = id;
    }
    return lastPseudonym;
  }

  /** Pseudonym of a student's id. */
  public String student(String id) {
    return of(Kind.student, id);
  }

  private String pseudonym(Kind kind, String id) {
    byte[] digest = mac.doFinal((kind.name() + '\0' + id).getBytes(UTF_8));
    return PREFIX + HexFormat.of().formatHex(digest, 0, BYTES);
  }

  /** Short name of the key, which tells keys apart and says nothing of the secret. */
  public String keyName() {
    return HexFormat.of()
        .formatHex(mac.doFinal(NAME_OF_THE_KEY.getBytes(UTF_8)), 0, BYTES_OF_A_NAME);
  }
}
