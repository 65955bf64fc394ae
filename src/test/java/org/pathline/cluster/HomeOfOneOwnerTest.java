package org.pathline.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in a home is for its owner only. */
class HomeOfOneOwnerTest {
  @TempDir private Path directory;

  @BeforeEach
  void whereThereArePermissions() throws IOException {
    assumeThat(
            Files.getFileStore(directory).supportsFileAttributeView(PosixFileAttributeView.class))
        .isTrue();
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }

  @Test
  void aNewHomeIsClosedToOthers() throws IOException {
    Home home = new Home(directory.resolve("new/home"));
    HomeLock.acquire(home, Duration.ofSeconds(1)).close();
    assertThat(permissions(home.directory())).isEqualTo("rwx------");
  }

  @Test
  void anOldOneThatWasOpenIsClosed() throws IOException {
    Home home = new Home(Files.createDirectory(directory.resolve("old")));
    Files.setPosixFilePermissions(home.directory(), PosixFilePermissions.fromString("rwxr-xr-x"));
    home.make();
    assertThat(permissions(home.directory())).isEqualTo("rwx------");
  }

  @Test
  void whatServersWriteIsTheirOwnersToo() throws Exception {
    Home home = new Home(directory.resolve("servers"));
    home.make();
    Path log = home.logs().resolve("version.log");
    Path file = home.directory().resolve("collector.log");
    ChildProcess child =
        ChildProcess.launch(
            home,
            java.util.List.of("-Xlog:gc:file=" + file, "-version"),
            null,
            home.directory(),
            log);
    ProcessHandle.of(child.pid())
        .ifPresent(handle -> handle.onExit().orTimeout(60, TimeUnit.SECONDS).join());
    assertThat(file).exists();
    assertThat(permissions(file)).endsWith("------");
  }
}
