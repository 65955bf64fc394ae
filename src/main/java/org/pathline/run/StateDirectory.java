package org.pathline.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.pathline.cluster.ClusterException;

/**
 * The directory of one topology's local stores, held by one process at a time and tried before
 * anything is begun.
 */
final class StateDirectory implements AutoCloseable {
  private final FileChannel channel;

  private StateDirectory(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the directory, which is made where it does not exist.
   *
   * @throws ClusterException when another process has it, or it cannot be written
   */
  static StateDirectory take(Path directory) {
    try {
      Files.createDirectories(directory);
      // A full disk still makes an empty file.
      Path tried = Files.createTempFile(directory, "writable", null);
      Files.write(tried, new byte[1 << 16]);
      Files.delete(tried);
      FileChannel channel =
          FileChannel.open(
              directory.resolve("pathline.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      if (!isLocked(channel)) {
        channel.close();
        throw new ClusterException(
            "the state directory "
                + directory
                + " is in use by another process: give each process a home of its own"
                + " (PATHLINE_HOME), or end the other one");
      }
      return new StateDirectory(channel);
    } catch (IOException e) {
      throw new ClusterException(
          "cannot write the state directory "
              + directory
              + " ("
              + e
              + "): make space, or set PATHLINE_HOME to a directory that can be written",
          e);
    }
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException heldHere) {
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
