package org.pathline.domain.fact;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * The synthetic student who is sent through every topology to see that it works, and who is in
 * nothing that is counted or published.
 *
 * <p>This is the one place that says who it is. Its facts are received, checked and kept like
 * anybody's; but what is published of it is a tombstone, which in every table of pathways or of
 * sums means "nobody". So whoever reads pathways leaves it out without knowing of it.
 */
public final class Canary {
  /** Id that no student may have. */
  public static final String STUDENT_ID = "pathline-canary";

  private static final byte[] KEY = STUDENT_ID.getBytes(UTF_8);

  private Canary() {}

  /** Whether an id is the canary's. */
  public static boolean is(String id) {
    return STUDENT_ID.equals(id);
  }

  /** Whether a record key is the canary's; null is nobody's. */
  public static boolean is(byte[] key) {
    return Arrays.equals(KEY, key);
  }

  /** A new array of the record key. */
  public static byte[] key() {
    return KEY.clone();
  }

  /**
   * Whether a fact would make more of the canary than a student of whom nothing is known: any fact
   * but that it exists, or a link that makes a student and the canary one.
   */
  static boolean isMisusedBy(Fact fact) {
    return (is(fact.envelope().studentId()) && !(fact instanceof StudentRecord))
        || (fact instanceof IdentityLink link && is(link.canonicalId()));
  }
}
