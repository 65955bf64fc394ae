package org.pathline.command;

import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pathline.pseudonym.PseudonymKey;
import org.pathline.pseudonym.Pseudonyms;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code pathline key}: makes the key of pseudonyms. */
@Command(
    name = "key",
    subcommands = KeyRotateCommand.class,
    description = {
      "Makes the key under which `pathline publish --pseudonymise` replaces ids: 256 random bits in"
          + " a new file that only its owner may read. It never leaves this machine.",
      "Keep a copy in a safe place. Who has the key can tell by trying whose pseudonym one is;"
          + " without it no data can be added to the students that it named. Publishers of the"
          + " same students need the same key."
    },
    footer = {
      "",
      "Examples:",
      "  pathline key district.key",
      "  pathline publish --pseudonymise --key-file district.key data/",
      "  pathline key rotate district.key next.key --out links/ data/"
    })
public final class KeyCommand extends Subcommand {
  @Parameters(arity = "0..1", paramLabel = "FILE", description = "Where the key goes; a new file.")
  private @Nullable Path file;

  @Override
  public Integer call() {
    if (file == null) {
      throw usage("Missing required parameter: 'FILE' (where the key goes)");
    }
    PseudonymKey key = PseudonymKey.make(file);
    out()
        .println(
            "made the key "
                + new Pseudonyms(key, Set.of()).keyName()
                + " in "
                + file
                + ", for its owner only; keep a copy in a safe place");
    out().flush();
    return 0;
  }
}
