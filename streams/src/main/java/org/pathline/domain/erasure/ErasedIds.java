package org.pathline.domain.erasure;

import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.pathline.domain.key.Sha256;

/**
 * Ids of erased students, known by their digests alone. Thread-safe.
 *
 * <p>Whoever is to refuse an erased student must be able to recognise the id, and nobody is to read
 * it: so what is kept of it is its SHA-256. An id that can be guessed can be recognised by trying.
 */
public final class ErasedIds {
  /** Keeps these digests apart from those that others make of the same ids. */
  private static final String CONTEXT = "pathline erased id\0";

  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  private volatile SortedSet<String> digests = new TreeSet<>();

  /** Nobody is erased. */
  public ErasedIds() {}

  /** Digest of an id: its SHA-256 behind a fixed text, as 64 hexadecimal digits. */
  public static String digest(String id) {
    return Sha256.digits(CONTEXT + id);
  }

  /** Whether a text is a digest of an id. */
  public static boolean isDigest(String text) {
    return DIGEST.matcher(text).matches();
  }

  /** Notes that the id of a digest is erased, or is not any more; anything else is ignored. */
  public synchronized void put(String digest, boolean erased) {
    if (isDigest(digest) && digests.contains(digest) != erased) {
      SortedSet<String> changed = new TreeSet<>(digests);
      if (erased) {
        changed.add(digest);
      } else {
        changed.remove(digest);
      }
      digests = changed;
    }
  }

  /** Whether an id is erased. */
  public boolean has(String id) {
    SortedSet<String> now = digests;
    return !now.isEmpty() && now.contains(digest(id));
  }

  /** Whether nobody is erased. */
  public boolean isEmpty() {
    return digests.isEmpty();
  }

  /** A text that is the same for the same ids alone; empty for none. */
  public String fingerprint() {
    SortedSet<String> now = digests;
    return now.isEmpty() ? "" : digest(String.join("\n", now));
  }

  /** Whether the ids are still those of an earlier look, which is quickly told. */
  public Object look() {
    return digests;
  }
}
