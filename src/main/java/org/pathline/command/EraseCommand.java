package org.pathline.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pathline.audit.AuditLog;
import org.pathline.cluster.Connection;
import org.pathline.cluster.Home;
import org.pathline.erase.Erasing;
import org.pathline.erase.Places;
import org.pathline.erase.Trace;
import org.pathline.pseudonym.PseudonymKey;
import org.pathline.pseudonym.Pseudonyms;
import org.pathline.report.Answer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pathline erase}: takes a student out of everything. */
@Command(
    name = "erase",
    description = {
      "Erases students, under every id that identity links give them.",
      "From then on every result is as if they had never been sent, what is sent later stays out,"
          + " and publishers refuse them. Their facts, milestones, rejections and dead letters are"
          + " removed from the topics, which are rewritten in place; a process that is killed while"
          + " it does so is simply started again. States and pathways lose them when Kafka next"
          + " compacts, within days; --now waits for it.",
      "Exits 0 when it is done, 1 when something is left (it says what and where), 2 when called"
          + " wrongly."
    },
    footer = {
      "",
      "Examples:",
      "  pathline erase s-001",
      "  pathline erase --now s-001               # until nothing is left of it",
      "  pathline erase --verify s-001            # look everywhere; changes nothing",
      "  pathline erase --key-file district.key s-001   # by the id that has a pseudonym",
      "  pathline erase --lift s-001              # from now on it may be sent again",
      "  pathline erase - < ids.txt               # ids that are in no list of processes"
    })
public final class EraseCommand extends TextCommand {
  private static final String REJECTED = "rejected.csv";

  @Parameters(
      arity = "1..*",
      paramLabel = "ID",
      description = "Ids as on Kafka; - reads them from the standard input, one a line.")
  private List<String> given;

  @ArgGroup private @Nullable Otherwise otherwise;

  /** At most one of the two. */
  static final class Otherwise {
    @Option(
        names = "--lift",
        description = "Let these very ids be sent again; what was sent before is gone.")
    private boolean lift;

    @Option(
        names = "--verify",
        description =
            "Change nothing; look for the ids in every topic, also internal ones, and in the state"
                + " directories, logs and files of this home, in UTF-8, UTF-16, hexadecimal and"
                + " base64.")
    private boolean verify;
  }

  @Option(
      names = "--now",
      description =
          "Also let Kafka compact at once, and wait until nothing is left. Local stores of this"
              + " home are removed where no process holds them, and restored at the next start.")
  private boolean now;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "How long --now waits at most. Default: ${DEFAULT-VALUE}.")
  private long seconds;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "The ids are those before they were replaced by pseudonyms under this key.")
  private @Nullable Path keyFile;

  @Option(
      names = "--also",
      paramLabel = "DIR|FILE",
      description =
          "More places to look in, such as files of rejected rows. rejected.csv of the working"
              + " directory is always one.")
  private List<Path> also = List.of();

  @Override
  public Integer call() throws Exception {
    Set<String> asked = ids();
    Connection connection = connectionOptions.withContract();
    List<Path> files = new ArrayList<>(also);
    if (Files.exists(Path.of(REJECTED))) {
      files.add(Path.of(REJECTED));
    }
    AuditLog audit = audit(connection);
    Places places = new Places(connection, Home.current(), files);
    Erasing erasing = new Erasing(places, this::say);
    if (otherwise != null && otherwise.lift) {
      audit.add(AuditLog.Action.ERASURE_LIFTED, asked.size() + " ids", asked);
      Set<String> lifted = erasing.lift(asked);
      if (lifted.size() < asked.size()) {
        say((asked.size() - lifted.size()) + " of " + asked.size() + " ids were not erased");
      }
      return done("lifted", lifted, new Places.Found(List.of(), List.of()));
    }
    SortedSet<String> all = erasing.allIds(asked);
    if (otherwise != null && otherwise.verify) {
      audit.add(AuditLog.Action.ERASURE_VERIFIED, all.size() + " ids", all);
      return done("looked for", all, places.search(all, looked -> {}));
    }
    audit.add(AuditLog.Action.ERASED, all.size() + " ids", all);
    erasing.mark(all);
    boolean processed = erasing.awaitProcessed(all);
    if (!processed) {
      say(
          "the topologies have yet to take the student out of the results: start `pathline run`,"
              + " then give this command again");
    }
    if (now) {
      return done("erased", all, erasing.removeNow(all, Duration.ofSeconds(seconds)));
    }
    erasing.remove(all);
    done("erased", all, new Places.Found(List.of(), List.of()));
    return processed ? 0 : 1;
  }

  private Set<String> ids() {
    SortedSet<String> ids = new TreeSet<>();
    for (String id : given) {
      if (id.equals("-")) {
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try {
          for (String line = in.readLine(); line != null; line = in.readLine()) {
            ids.add(line.strip());
          }
        } catch (IOException e) {
          throw new UncheckedIOException("cannot read the standard input: " + e, e);
        }
      } else {
        ids.add(id);
      }
    }
    ids.remove("");
    if (ids.isEmpty()) {
      throw usage("no id was given");
    }
    if (keyFile == null) {
      return ids;
    }
    Pseudonyms pseudonyms = new Pseudonyms(PseudonymKey.read(keyFile), Set.of());
    SortedSet<String> replaced = new TreeSet<>();
    ids.forEach(id -> replaced.add(pseudonyms.student(id)));
    return replaced;
  }

  private int done(String what, Set<String> ids, Places.Found found) throws IOException {
    PrintWriter out = out();
    switch (format) {
      case table -> {
        out.println(what + " " + ids.size() + (ids.size() == 1 ? " id" : " ids of the student"));
        found.all().forEach(trace -> out.println("left: " + trace));
        if (what.equals("looked for") || now) {
          out.println(found.isNothing() ? "nothing is left" : "not everything is gone yet");
        } else if (what.equals("erased")) {
          out.println(
              "states and pathways lose it when Kafka next compacts, within days; `pathline erase"
                  + " --now` waits for that, --verify looks for what is left");
        }
      }
      case json -> {
        ObjectNode answer =
            com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        answer.put("what", what).put("ids", ids.size()).put("nothingLeft", found.isNothing());
        ArrayNode left = answer.putArray("left");
        for (Trace trace : found.all()) {
          left.addObject()
              .put("where", trace.where())
              .put("form", trace.form())
              .put("count", trace.count());
        }
        out.println(Answer.text(answer));
      }
    }
    out.flush();
    return found.isNothing() ? 0 : 1;
  }
}
