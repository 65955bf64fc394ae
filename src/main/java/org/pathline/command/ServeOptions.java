package org.pathline.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pathline.ask.TargetFile;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Home;
import org.pathline.report.AnswerFormat;
import org.pathline.serve.ServeClient;
import org.pathline.serve.ServeFile;
import org.pathline.topics.Unanswerable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that say which {@code pathline serve} answers. */
public final class ServeOptions {
  /** Options that are about the asking, and not about the question. */
  private static final Set<String> NOT_ASKED =
      Set.of(
          "--bootstrap-servers",
          "--schema-registry",
          "--config",
          "--serve",
          "--token-file",
          "--format",
          "--verbose",
          "--help",
          "--version");

  @Option(
      names = "--serve",
      paramLabel = "URL",
      description =
          "Ask this `pathline serve`. Default: the one of this home, where one runs; none reads the"
              + " topics.")
  private String serve;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description =
          "File with the token for --serve, of the scope small-groups. The server of this home"
              + " needs none.")
  private Path tokenFile;

  /**
   * Has the question answered by a server, where there is one.
   *
   * @param clusterIsNamed whether the user named a cluster, which is then asked itself
   * @return false where the command has to answer itself
   */
  boolean isAnswered(CommandSpec spec, boolean clusterIsNamed, AnswerFormat format) {
    if (serve == null && clusterIsNamed || "none".equals(serve)) {
      return false;
    }
    Optional<ServeFile> found =
        serve == null ? ServeFile.find(Home.current()) : Optional.of(named());
    List<Map.Entry<String, String>> question = question(spec);
    // A server reads no file; the command itself does.
    boolean namesFile =
        question.stream()
            .anyMatch(
                each -> each.getKey().equals("target") && TargetFile.isNamedBy(each.getValue()));
    if (found.isEmpty() || namesFile) {
      return false;
    }
    ServeClient.Said said;
    try {
      said = new ServeClient(found.get()).ask(spec.name(), question, format);
    } catch (ClusterException gone) {
      if (serve != null) {
        throw gone;
      }
      return false;
    }
    switch (said.status()) {
      case ServeClient.GOOD -> {
        print(said.out(), spec.commandLine().getOut());
        print(said.err(), spec.commandLine().getErr());
        return true;
      }
      case ServeClient.WRONG -> throw new ParameterException(spec.commandLine(), said.err());
      case ServeClient.NOT_READY -> {
        if (serve == null) {
          return false;
        }
        throw new Unanswerable(said.err());
      }
      default -> throw new Unanswerable(said.err());
    }
  }

  /** The server that was named, with the token that was; the one of this home needs none. */
  private ServeFile named() {
    try {
      URI url = URI.create(serve);
      if (tokenFile != null) {
        return new ServeFile(url.toString(), Files.readString(tokenFile).strip(), 0);
      }
      return ServeFile.find(Home.current())
          .filter(own -> own.isAt(url))
          .orElse(new ServeFile(url.toString(), "", 0));
    } catch (IOException e) {
      throw new ClusterException("cannot read --token-file " + tokenFile + ": " + e, e);
    } catch (IllegalArgumentException e) {
      throw new ClusterException("--serve " + serve + " is no URL", e);
    }
  }

  private static List<Map.Entry<String, String>> question(CommandSpec spec) {
    List<Map.Entry<String, String>> question = new ArrayList<>();
    for (OptionSpec option : spec.commandLine().getParseResult().matchedOptions()) {
      String name = option.longestName();
      if (!NOT_ASKED.contains(name)) {
        List<String> values = option.originalStringValues();
        if (values.isEmpty()) {
          question.add(Map.entry(name.substring(2), "true"));
        }
        values.forEach(value -> question.add(Map.entry(name.substring(2), value)));
      }
    }
    return question;
  }

  private static void print(String text, PrintWriter to) {
    to.print(text);
    to.flush();
  }
}
