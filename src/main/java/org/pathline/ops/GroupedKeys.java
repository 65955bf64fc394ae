package org.pathline.ops;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import org.pathline.domain.key.Sha256;

/**
 * Which keys there are and in which group each is, and how many are in each group, of keys that are
 * too many to be kept: twelve bytes for each place of a table that is at most half full.
 *
 * <p>A key stands for its first eight bytes of SHA-256. Two of a million keys are taken for one
 * with a probability of 3 in 100 million. Not thread-safe.
 */
final class GroupedKeys {
  private static final int SMALLEST = 16;

  /** Stands for no key, so the key that has it is given another. */
  private static final long NONE = 0;

  private final MessageDigest digest = Sha256.begun();
  private long[] hashes = new long[SMALLEST];
  private int[] groups = new int[SMALLEST];
  private long[] counts = new long[SMALLEST];
  private int size;

  /** Puts a key into a group; returns the group where it was, -1 where it was in none. */
  int put(byte[] key, int group) {
    if (group >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max(group + 1, 2 * counts.length));
    }
    counts[group]++;
    long hash = hash(key);
    int at = find(hash);
    if (hashes[at] == hash) {
      int before = groups[at];
      counts[before]--;
      groups[at] = group;
      return before;
    }
    hashes[at] = hash;
    groups[at] = group;
    size++;
    if (2 * size > hashes.length) {
      grow();
    }
    return -1;
  }

  /** Takes a key away; returns the group where it was, -1 where it was in none. */
  int remove(byte[] key) {
    int at = find(hash(key));
    if (hashes[at] == NONE) {
      return -1;
    }
    int before = groups[at];
    counts[before]--;
    hashes[at] = NONE;
    size--;
    // Those behind it were put there because their places were taken; they move up.
    int mask = hashes.length - 1;
    for (int next = (at + 1) & mask; hashes[next] != NONE; next = (next + 1) & mask) {
      long hash = hashes[next];
      hashes[next] = NONE;
      int place = find(hash);
      hashes[place] = hash;
      groups[place] = groups[next];
    }
    return before;
  }

  int size() {
    return size;
  }

  /** Keys that are in a group. */
  long count(int group) {
    return group < counts.length ? counts[group] : 0;
  }

  private void grow() {
    long[] old = hashes;
    int[] oldGroups = groups;
    hashes = new long[2 * old.length];
    groups = new int[hashes.length];
    for (int i = 0; i < old.length; i++) {
      if (old[i] != NONE) {
        int at = find(old[i]);
        hashes[at] = old[i];
        groups[at] = oldGroups[i];
      }
    }
  }

  /** Place of a hash, or the free one where it would be put. */
  private int find(long hash) {
    int mask = hashes.length - 1;
    int at = Long.hashCode(hash) & mask;
    while (hashes[at] != NONE && hashes[at] != hash) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private long hash(byte[] key) {
    long hash = ByteBuffer.wrap(digest.digest(key), 0, Long.BYTES).getLong();
    return hash == NONE ? 1 : hash;
  }
}
