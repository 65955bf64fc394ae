package org.pathline.erase;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The topologies' local stores in a home: copies of the changelogs, which may be removed. */
final class LocalStores {
  private static final String LOCK = "pathline.lock";

  private LocalStores() {}

  /**
   * Removes those below a directory that no process holds; they are restored from the changelogs at
   * the next start.
   *
   * @param streams parent of the directories of clusters
   * @return whether a process holds some
   */
  static boolean removeUnused(Path streams) {
    boolean inUse = false;
    for (Path cluster : children(streams)) {
      for (Path application : children(cluster)) {
        inUse |= !remove(application);
      }
    }
    return inUse;
  }

  private static List<Path> children(Path directory) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> all = Files.list(directory)) {
      return all.filter(Files::isDirectory).toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot list " + directory + ": " + e, e);
    }
  }

  private static boolean remove(Path application) {
    try (FileChannel channel =
            FileChannel.open(
                application.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel)) {
      if (lock == null) {
        return false;
      }
      try (Stream<Path> files = Files.walk(application)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          if (!file.equals(application) && !file.endsWith(LOCK)) {
            Files.delete(file);
          }
        }
      }
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove the stores in " + application + ": " + e, e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldHere) {
      return null;
    }
  }
}
