package org.pathline.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

/**
 * Key of an entry of the topic of what is set aside, written as {@code topology kind id}.
 *
 * @param topology the topology that leaves it out
 * @param kind what is left out
 * @param id its id or key, which may hold blanks
 */
public record SetAsideKey(String topology, String kind, String id) {
  private static final String UNKNOWN = "(not readable)";
  private static final int PARTS = 3;

  /** Parts of a record key; a key of another form is an id of an unknown kind. */
  public static SetAsideKey of(byte @Nullable [] key) {
    return of(key == null ? "" : new String(key, UTF_8));
  }

  static SetAsideKey of(String text) {
    String[] parts = text.split(" ", PARTS);
    return parts.length == PARTS
        ? new SetAsideKey(parts[0], parts[1], parts[2])
        : new SetAsideKey(UNKNOWN, UNKNOWN, text);
  }
}
