package org.pathline.cluster;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A process of a home's cluster, recognisable by a later program.
 *
 * <p>A process id alone is not enough: after a reboot or a long time it may belong to somebody
 * else. So a process counts as ours only when its start time is the noted one and its command line,
 * where the system shows it, names the home.
 *
 * @param pid process id
 * @param startedAtMillis start of the process as the operating system tells it, in milliseconds
 *     since 1970
 */
record ChildProcess(long pid, long startedAtMillis) {
  /**
   * Linux derives the start from a boot time in whole seconds, which clock corrections may move.
   */
  private static final long START_TOLERANCE_MILLIS = 2_000;

  /**
   * Starts a Java program that outlives this one.
   *
   * @param arguments of the {@code java} command, without the command itself
   * @param classPath handed over in the environment, which keeps the command line short; null for
   *     none
   * @param directory working directory, made when missing
   * @param log takes both output streams; the log of the run before is kept beside it as {@code .1}
   */
  static ChildProcess launch(
      Home home, List<String> arguments, @Nullable String classPath, Path directory, Path log) {
    List<String> command = new ArrayList<>();
    // Ctrl-C in a terminal and its closing reach all processes in it; only their owner may end the
    // children. A JVM
    // keeps ignoring what it found ignored. What they write, only their owner may read.
    command.addAll(List.of("/bin/sh", "-c", "umask 077; trap '' INT HUP; exec \"$0\" \"$@\""));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add(mark(home));
    command.addAll(arguments);
    try {
      Files.createDirectories(directory);
      Files.createDirectories(log.getParent());
      if (Files.exists(log)) {
        Files.move(
            log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
      }
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(log.toFile());
      // Meant for the program that starts the cluster, not for its servers.
      builder
          .environment()
          .keySet()
          .removeAll(List.of("JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH"));
      if (classPath != null) {
        builder.environment().put("CLASSPATH", classPath);
      }
      return of(builder.start().toHandle());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + command.get(3) + ": " + e.getMessage(), e);
    }
  }

  static ChildProcess of(ProcessHandle handle) {
    return new ChildProcess(
        handle.pid(), handle.info().startInstant().map(t -> t.toEpochMilli()).orElse(0L));
  }

  /** Returns the process if it lives and is the one that was noted. */
  @JsonIgnore
  Optional<ProcessHandle> handle(Home home) {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(
            handle ->
                handle
                    .info()
                    .startInstant()
                    .map(
                        t -> Math.abs(t.toEpochMilli() - startedAtMillis) <= START_TOLERANCE_MILLIS)
                    .orElse(false))
        .filter(
            handle ->
                handle
                    .info()
                    .arguments()
                    .map(arguments -> List.of(arguments).contains(mark(home)))
                    .orElse(true))
        .filter(handle -> !isZombie());
  }

  /**
   * Ends the process and waits: politely first, by force when it is still there after {@code
   * patience}. Does nothing when the process is gone or is not the one noted.
   */
  void stop(Home home, Duration patience) {
    Optional<ProcessHandle> found = handle(home);
    if (found.isEmpty()) {
      return;
    }
    ProcessHandle handle = found.get();
    handle.destroy();
    if (!ends(handle, home, patience)) {
      handle.destroyForcibly();
      ends(handle, home, Duration.ofSeconds(10));
    }
  }

  private boolean ends(ProcessHandle handle, Home home, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    // onExit alone would wait for ever where nobody collects ended processes, as in a container
    // without an init.
    while (System.nanoTime() < deadline) {
      try {
        handle.onExit().get(100, TimeUnit.MILLISECONDS);
        return true;
      } catch (TimeoutException notYet) {
        if (handle(home).isEmpty()) {
          return true;
        }
      } catch (ExecutionException e) {
        return true;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return false;
  }

  private boolean isZombie() {
    try {
      String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return stat.startsWith("Z", stat.lastIndexOf(')') + 2);
    } catch (IOException noProcFileSystem) {
      return false;
    }
  }

  private static String mark(Home home) {
    return "-Dpathline.home=" + home;
  }
}
