package org.pathline.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A noted process id may belong to somebody else by now. */
class ForeignProcessTest {
  @TempDir Path directory;
  private Home home;
  private Process stranger;

  @BeforeEach
  void startAStranger() throws Exception {
    home = new Home(directory);
    stranger = new ProcessBuilder("sleep", "60").start();
  }

  @AfterEach
  void endTheStranger() {
    stranger.destroyForcibly();
  }

  @Test
  void aReusedProcessIdIsNeitherFoundNorEnded() throws Exception {
    ChildProcess live = ChildProcess.of(stranger.toHandle());
    assertItIsLeftAlone(new ChildProcess(live.pid(), live.startedAtMillis() - 60_000));
  }

  @Test
  void aProcessThatStartedAtThatMomentButServesNoHomeIsNeitherFoundNorEnded() throws Exception {
    assertItIsLeftAlone(ChildProcess.of(stranger.toHandle()));
  }

  @Test
  void aProcessOfAnotherHomeIsNeitherFoundNorEnded() throws Exception {
    Process child = childOf(new Home(directory.resolve("other")));
    try {
      assertItIsLeftAlone(ChildProcess.of(child.toHandle()));
      assertThat(child.isAlive()).isTrue();
    } finally {
      child.destroyForcibly();
    }
  }

  /** Negative control: the same checks do find and end a process of this home. */
  @Test
  void aProcessOfThisHomeIsEnded() throws Exception {
    Process child = childOf(home);
    note(ChildProcess.of(child.toHandle()));
    assertThat(EmbeddedCluster.find(home)).isPresent();
    assertThat(EmbeddedCluster.stop(home)).isTrue();
    assertThat(child.waitFor(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aProcessThatIgnoresTheRequestIsEndedByForce() throws Exception {
    Process child =
        new ProcessBuilder(
                "/bin/sh",
                "-c",
                "trap '' TERM; while :; do sleep 1; done",
                "-Dpathline.home=" + home)
            .start();
    TimeUnit.MILLISECONDS.sleep(300);
    ChildProcess.of(child.toHandle()).stop(home, Duration.ofMillis(500));
    assertThat(child.waitFor(5, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void anUnreadableStateFileSaysWhatToDo() throws Exception {
    Files.writeString(home.state(), "{ half a f");
    assertThatThrownBy(() -> EmbeddedCluster.find(home))
        .isInstanceOf(ClusterException.class)
        .hasMessageContaining(home.state().toString())
        .hasMessageContaining("remove that file");
  }

  private void assertItIsLeftAlone(ChildProcess noted) throws Exception {
    note(noted);
    assertThat(EmbeddedCluster.find(home)).isEmpty();
    assertThat(EmbeddedCluster.stop(home)).isFalse();
    assertThat(stranger.waitFor(300, TimeUnit.MILLISECONDS)).isFalse();
  }

  private void note(ChildProcess process) {
    ClusterState.Server server = new ClusterState.Server("1", 20001, 20002, process);
    new ClusterState("id", server, server).write(home);
  }

  private static Process childOf(Home home) throws Exception {
    List<String> command =
        List.of("/bin/sh", "-c", "while :; do sleep 1; done", "-Dpathline.home=" + home);
    Process child = new ProcessBuilder(command).start();
    // Until then the child is still a copy of this JVM, with its command line.
    TimeUnit.MILLISECONDS.sleep(300);
    return child;
  }
}
