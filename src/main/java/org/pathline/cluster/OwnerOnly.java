package org.pathline.cluster;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * Makes files and directories that nobody but their owner can read, from their first moment on.
 * Where there are no such permissions, as on Windows, they are only made.
 */
public final class OwnerOnly {
  private static final FileAttribute<?>[] FILE = permissions("rw-------");
  private static final FileAttribute<?>[] DIRECTORY = permissions("rwx------");

  private OwnerOnly() {}

  private static FileAttribute<?>[] permissions(String permissions) {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** An empty file in place of any that is there. */
  public static Path file(Path file) throws IOException {
    Files.deleteIfExists(file);
    return newFile(file);
  }

  /** An empty file where there is none. */
  public static Path newFile(Path file) throws IOException {
    return Files.createFile(file, FILE);
  }

  /** A directory and those above it; what is there already stays as it is. */
  public static Path directory(Path directory) throws IOException {
    return Files.createDirectories(directory, DIRECTORY);
  }
}
