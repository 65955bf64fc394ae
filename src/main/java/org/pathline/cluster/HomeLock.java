package org.pathline.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The right to start or stop the cluster of a home, held by one thread of one program at a time.
 */
final class HomeLock implements AutoCloseable {
  private final FileChannel channel;
  private final FileLock lock;

  private HomeLock(FileChannel channel, FileLock lock) {
    this.channel = channel;
    this.lock = lock;
  }

  /**
   * Waits for the lock; the operating system frees it when its holder dies.
   *
   * @throws ClusterException when another holds it for longer than {@code patience}
   */
  static HomeLock acquire(Home home, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      home.make();
      FileChannel channel =
          FileChannel.open(home.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      while (true) {
        FileLock lock = tryLock(channel);
        if (lock != null) {
          return new HomeLock(channel, lock);
        }
        if (System.nanoTime() > deadline) {
          channel.close();
          throw new ClusterException(
              "another pathline has been starting or stopping the cluster in "
                  + home
                  + " for "
                  + patience.toSeconds()
                  + " s: wait for it, or end it");
        }
        Pause.shortly();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot lock " + home.lock() + ": " + e.getMessage(), e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByAnotherThreadHere) {
      return null;
    }
  }

  @Override
  public void close() {
    try (channel) {
      lock.release();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
