package org.pathline.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.Main;
import org.pathline.tables.Database;

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

  /** Also outside a home: what holds rows of students is nobody else's. */
  @Test
  void rejectedRowsAndExportsAreTheirOwnersToo() throws IOException {
    Path file = directory.resolve("students.csv");
    Files.writeString(
        file,
        """
        studentId,recordedAt,source,raceEthnicity,sex,economicallyDisadvantaged,englishLearner
        s1,never,test,WHITE,FEMALE,NO,NO
        """);
    Path rejected = Files.createFile(directory.resolve("rejected.csv"));
    Files.setPosixFilePermissions(rejected, PosixFilePermissions.fromString("rw-rw-rw-"));
    assertThat(
            Main.commandLine()
                .setOut(new PrintWriter(new StringWriter()))
                .setErr(new PrintWriter(new StringWriter()))
                .execute("publish", "--dry-run", "--rejected=" + rejected, file.toString()))
        .isNotZero();
    assertThat(rejected).content().contains("s1,never");
    assertThat(permissions(rejected)).isEqualTo("rw-------");
    Path out = OwnerOnly.directory(directory.resolve("results/today"));
    assertThat(permissions(out)).isEqualTo("rwx------");
    assertThat(permissions(out.getParent())).isEqualTo("rwx------");
  }

  /** Rows of students that do not fit into memory are put where nobody else looks. */
  @Test
  void whatADatabaseSpillsIsItsOwnersToo() throws IOException {
    try (Database database = Database.open();
        Database other = Database.open()) {
      String setting = "SELECT current_setting('temp_directory')";
      Path one = Path.of(database.rows(setting, row -> row.getString(1)).get(0));
      Path two = Path.of(other.rows(setting, row -> row.getString(1)).get(0));
      assertThat(one).isNotEqualTo(two).hasParentRaw(two.getParent());
      assertThat(permissions(one.getParent())).isEqualTo("rwx------");
      database.execute("SET memory_limit = '20MB'");
      database.execute("SET threads = 1");
      database.execute(
          "CREATE TABLE spilled AS SELECT range AS i, md5(range::VARCHAR) AS t FROM"
              + " range(1000000)");
      assertThat(one).isDirectory();
    }
  }

  /** A crash writes what nobody has opened, so that the launcher must see to it. */
  @Test
  void whateverTheProgramWritesIsItsOwners() throws Exception {
    Path checkout =
        Files.createDirectories(directory.resolve("checkout/src/target")).resolve("../..");
    Files.copy(Path.of("..", "pathline"), checkout.resolve("pathline"));
    Files.createFile(checkout.resolve("src/target/pathline.jar"));
    Path java = Files.createDirectories(directory.resolve("jdk/bin")).resolve("java");
    Files.writeString(directory.resolve("jdk/release"), "JAVA_VERSION=\"17.0.1\"\n");
    Files.writeString(java, "#!/bin/sh\numask\n");
    Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    ProcessBuilder builder =
        new ProcessBuilder(
                "sh",
                "-c",
                "umask 022; exec sh \"$0\" status",
                checkout.resolve("pathline").toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("JAVA_HOME", directory.resolve("jdk").toString());
    Process process = builder.start();
    assertThat(process.inputReader().readLine()).isEqualTo("0077");
    assertThat(process.waitFor()).isZero();
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
