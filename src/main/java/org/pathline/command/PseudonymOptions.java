package org.pathline.command;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pathline.pseudonym.PseudonymKey;
import org.pathline.pseudonym.Pseudonyms;
import org.pathline.publish.UnusableArgument;
import picocli.CommandLine.Option;

/** The options that put pseudonyms in the place of ids before anything leaves this machine. */
public final class PseudonymOptions {
  @Option(
      names = {"--pseudonymise", "--pseudonymize"},
      description =
          "Replace the ids of students, aliases and records by pseudonyms under the key of"
              + " --key-file (HMAC-SHA-256), before anything is sent, reported or rejected.")
  private boolean pseudonymise;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description =
          "The key of the pseudonyms, which only its owner may read; `pathline key FILE` makes"
              + " one.")
  private @Nullable Path keyFile;

  @Option(
      names = {"--pseudonymise-also", "--pseudonymize-also"},
      split = ",",
      paramLabel = "KIND",
      description =
          "Ids to replace beside those: schools; staff (no fact names them, but section ids often"
              + " do, so those of sections).")
  private List<String> also = List.of();

  /**
   * The pseudonyms that the options ask for; null where ids stay.
   *
   * @throws UnusableArgument when they contradict each other or the key cannot be used
   */
  @Nullable Pseudonyms pseudonyms() {
    if (!pseudonymise) {
      if (keyFile != null || !also.isEmpty()) {
        throw new UnusableArgument(
            "--key-file and --pseudonymise-also need --pseudonymise; without it ids stay");
      }
      return null;
    }
    if (keyFile == null) {
      throw new UnusableArgument(
          "--pseudonymise needs --key-file FILE; `pathline key FILE` makes one");
    }
    return new Pseudonyms(PseudonymKey.read(keyFile), kinds());
  }

  /** Says under which key ids were replaced, where they were. */
  static void tell(@Nullable Pseudonyms pseudonyms, PrintWriter out) {
    if (pseudonyms != null) {
      out.println("ids are replaced by pseudonyms under key " + pseudonyms.keyName());
    }
  }

  private Set<Pseudonyms.Kind> kinds() {
    Set<Pseudonyms.Kind> kinds = EnumSet.noneOf(Pseudonyms.Kind.class);
    for (String name : also) {
      switch (name.strip().toLowerCase(Locale.ROOT)) {
        case "school", "schools" -> kinds.add(Pseudonyms.Kind.schools);
        case "staff", "sections" -> kinds.add(Pseudonyms.Kind.staff);
        default ->
            throw new UnusableArgument(
                "--pseudonymise-also: '" + name + "' is neither schools nor staff");
      }
    }
    return kinds;
  }
}
