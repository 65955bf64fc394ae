package org.pathline.serve;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.pathline.cluster.Home;
import org.pathline.cluster.OwnerOnly;

/**
 * How commands of a home find the server that runs there, as JSON in the home that only its owner
 * can read.
 *
 * @param url where it listens
 * @param token that tells everything; empty for none
 * @param pid its process; 0 where it is not known
 */
public record ServeFile(String url, String token, long pid) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final List<String> LOOPBACK = List.of("127.0.0.1", "localhost", "[::1]");

  private static Path in(Home home) {
    return home.directory().resolve("serve.json");
  }

  /** The server of a home whose process runs. */
  public static Optional<ServeFile> find(Home home) {
    try {
      if (!Files.exists(in(home))) {
        return Optional.empty();
      }
      ServeFile file = JSON.readValue(in(home).toFile(), ServeFile.class);
      return file.process().map(alive -> file);
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /**
   * Whether an address is that of this server, so that its token may be sent there.
   *
   * @param other as somebody wrote it: a loopback address has several names
   */
  public boolean isAt(URI other) {
    URI here = URI.create(url);
    return here.getScheme().equals(other.getScheme())
        && here.getPort() == other.getPort()
        && (here.getHost().equals(other.getHost())
            || LOOPBACK.contains(here.getHost()) && LOOPBACK.contains(other.getHost()));
  }

  /** Its process, as long as it runs and is no other that was given the same number. */
  private Optional<ProcessHandle> process() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(
            handle ->
                handle.info().commandLine().map(line -> line.contains(" serve")).orElse(true));
  }

  /** Ends the server, and waits until it has ended. */
  public void end() {
    process()
        .ifPresent(
            handle -> {
              handle.destroy();
              handle.onExit().join();
            });
  }

  /** Leaves it in a home, for its owner alone. */
  public void write(Home home) {
    try {
      home.make();
      Path draft = home.directory().resolve("serve.json.new");
      Files.write(OwnerOnly.file(draft), JSON.writeValueAsBytes(this));
      Files.move(
          draft, in(home), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + in(home) + ": " + e.getMessage(), e);
    }
  }

  /** Takes it away, where it is this process's. */
  public void remove(Home home) {
    try {
      if (find(home).filter(this::equals).isPresent()) {
        Files.deleteIfExists(in(home));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + in(home) + ": " + e.getMessage(), e);
    }
  }
}
