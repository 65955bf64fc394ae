package org.pathline.cluster;

import java.util.ArrayList;
import java.util.List;

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
    List<String> all = new ArrayList<>(options);
    all.add("org.pathline.Main");
    all.addAll(arguments);
    ChildProcess child =
        ChildProcess.launch(
            home,
            all,
            Broker.absoluteClassPath(),
            home.directory(),
            home.logs().resolve(arguments.get(0) + ".log"));
    return ProcessHandle.of(child.pid()).orElseThrow();
  }
}
