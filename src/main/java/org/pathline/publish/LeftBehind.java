package org.pathline.publish;

import java.nio.file.Path;
import java.util.Locale;

/** What systems leave beside files: nobody means to deliver it, and nobody misses it. */
public final class LeftBehind {
  private LeftBehind() {}

  /** Whether a file or directory is one of those, by its name. */
  public static boolean is(Path path) {
    Path name = path.getFileName();
    return name != null && is(name.toString());
  }

  /** Whether a path leads through one of those, or to one. */
  public static boolean isIn(Iterable<Path> path) {
    for (Path part : path) {
      if (is(part)) {
        return true;
      }
    }
    return false;
  }

  /** The same of a name: hidden files, and what Windows and office programs make. */
  static boolean is(String name) {
    return name.startsWith(".")
        || name.startsWith("~$")
        || switch (name.toLowerCase(Locale.ROOT)) {
          case "__macosx", "thumbs.db", "desktop.ini" -> true;
          default -> false;
        };
  }
}
