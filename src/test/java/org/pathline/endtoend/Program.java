package org.pathline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.pathline.cluster.Home;

/** The program itself as a child process, with a home that the test chooses. */
final class Program implements AutoCloseable {
  /**
   * Long: what takes seconds on an idle machine takes minutes beside other builds. Longer still
   * with the waits that the program has outside of tests, some of which take three minutes.
   */
  static final Duration PATIENCE = Duration.ofMinutes(Boolean.getBoolean("faults.long") ? 15 : 5);

  /** How a child ended and what it said. */
  record Ended(int exitCode, String out, String err) {}

  private final Process process;
  private final Path out;
  private final Path err;

  private Program(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  /** Starts a command and returns at once. */
  static Program start(Home home, String... arguments) {
    return start(home, "768m", Map.of(), arguments);
  }

  /**
   * Starts a command and returns at once.
   *
   * @param heap its largest heap, as Java has it
   * @param environment beside that of this process
   */
  static Program start(
      Home home, String heap, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx" + heap);
    command.add("-XX:+UseSerialGC");
    // Most are over before the second compiler pays.
    command.add("-XX:TieredStopAtLevel=1");
    command.add("org.pathline.Main");
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(home.directory().toFile());
    builder.environment().putAll(environment);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.environment().put("PATHLINE_HOME", home.toString());
    try {
      Path directory = Files.createDirectories(home.directory().resolve("programs"));
      String name = System.nanoTime() + "-" + arguments[0];
      Path out = directory.resolve(name + ".out");
      Path err = directory.resolve(name + ".err");
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      return new Program(builder.start(), out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a command to its end. */
  static Ended run(Home home, String... arguments) throws InterruptedException {
    try (Program program = start(home, arguments)) {
      return program.end();
    }
  }

  /** Waits for the end. */
  Ended end() throws InterruptedException {
    if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      String said = out() + err();
      kill();
      throw new AssertionError("did not end within " + PATIENCE + ":\n" + said);
    }
    return new Ended(process.exitValue(), out(), err());
  }

  /** What it has written to its standard output so far. */
  String out() {
    return text(out);
  }

  /** What it has written to its standard error so far. */
  String err() {
    return text(err);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Most memory that it has held in RAM so far, in bytes, as Linux counts it. */
  long largestResident() throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
        .filter(line -> line.startsWith("VmHWM:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
        .findFirst()
        .orElseThrow();
  }

  /** Processor time that it has taken so far; empty where the system does not tell. */
  Optional<Duration> cpu() {
    return process.info().totalCpuDuration();
  }

  /** Stops it where it stands, as {@code kill -STOP} does: it does not notice. */
  void freeze() throws Exception {
    signal("-STOP");
  }

  /** Lets it go on after {@link #freeze}. */
  void thaw() throws Exception {
    signal("-CONT");
  }

  private void signal(String name) throws Exception {
    Process kill = new ProcessBuilder("kill", name, Long.toString(process.pid())).start();
    if (kill.waitFor() != 0) {
      throw new AssertionError("kill " + name + " failed");
    }
  }

  /** Waits until it has said something on its standard error. */
  void awaitSaid(String words) {
    Awaited.whileRunning(this, "says \"" + words + "\"", () -> err().contains(words));
  }

  /** Ends it as {@code kill -9} does: it can neither commit nor say goodbye. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Asks it to end, as {@code kill} and Ctrl-C do, and waits. */
  Ended terminate() throws InterruptedException {
    process.destroy();
    return end();
  }

  @Override
  public void close() {
    // A program that still writes would leave files behind in a home that is being removed.
    process.destroyForcibly().onExit().join();
  }
}
