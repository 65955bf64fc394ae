package org.pathline.oracle;

import java.nio.file.Files;
import java.nio.file.Path;

/** Worked examples with expected results; their page says where each comes from. */
public final class ReferenceCases {
  private static final Path CASES = Path.of("src", "test", "resources", "cases");

  private ReferenceCases() {}

  /** Directory of a case. */
  public static Path directory(String name) {
    Path directory = CASES.resolve(name);
    if (!Files.isDirectory(directory)) {
      throw new IllegalStateException("no directory " + directory.toAbsolutePath());
    }
    return directory;
  }
}
