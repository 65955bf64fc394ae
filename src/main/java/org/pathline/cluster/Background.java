package org.pathline.cluster;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A command of this program that runs on when the one that starts it has ended. */
public final class Background {
  private Background() {}

  /**
   * Starts a command; what it says goes to a log of the home.
   *
   * @param options of the virtual machine
   * @param arguments the command and its options
   */
  public static ProcessHandle start(Home home, List<String> options, List<String> arguments) {
    String classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(each -> Path.of(each).toAbsolutePath().toString())
            .collect(Collectors.joining(File.pathSeparator));
    List<String> all = new ArrayList<>(options);
    all.add("org.pathline.Main");
    all.addAll(arguments);
    ChildProcess child =
        ChildProcess.launch(
            home, all, classPath, home.directory(), home.logs().resolve(arguments.get(0) + ".log"));
    return ProcessHandle.of(child.pid()).orElseThrow();
  }
}
