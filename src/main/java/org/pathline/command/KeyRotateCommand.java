package org.pathline.command;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.pathline.pseudonym.PseudonymKey;
import org.pathline.pseudonym.Pseudonyms;
import org.pathline.publish.ImportFiles;
import org.pathline.publish.KeyRotation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pathline key rotate}: carries students from the pseudonyms of one key to another's. */
@Command(
    name = "rotate",
    description = {
      "Carries students from the pseudonyms of an old key to those of a new one, which is made where"
          + " its file is missing.",
      "Reads import files as they are, without pseudonyms, and writes identities.csv: a link from"
          + " the old pseudonym of each id to the new one, and each link of the files under the new"
          + " key. It holds no id. Publish it as it is; then publish under the new key only, and"
          + " destroy the old one once nothing is to be published under it any more.",
      "Students in none of the files stay under their old pseudonyms."
    },
    footer = {
      "",
      "Example:",
      "  pathline key rotate old.key new.key --out links/ data/",
      "  pathline publish links/                       # no --pseudonymise: it holds pseudonyms",
      "  pathline publish --pseudonymise --key-file new.key data/"
    })
public final class KeyRotateCommand extends Subcommand {
  @Parameters(index = "0", paramLabel = "OLD", description = "The key until now.")
  private Path oldKey;

  @Parameters(index = "1", paramLabel = "NEW", description = "The key from now on.")
  private Path newKey;

  @Parameters(
      index = "2..*",
      arity = "1..*",
      paramLabel = "DIR|FILE",
      description = "Import files with the ids of all students that are to be carried over.")
  private List<Path> data;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Where identities.csv goes.")
  private Path out;

  @Override
  public Integer call() {
    Pseudonyms before = new Pseudonyms(PseudonymKey.read(oldKey), Set.of());
    PseudonymKey next =
        Files.exists(newKey) ? PseudonymKey.read(newKey) : PseudonymKey.make(newKey);
    Pseudonyms after = new Pseudonyms(next, Set.of());
    if (after.keyName().equals(before.keyName())) {
      throw usage("OLD and NEW are the same key");
    }
    KeyRotation rotation = new KeyRotation(before, after);
    long now = System.currentTimeMillis();
    rotation.read(ImportFiles.find(data, Path.of("rejected.csv")), now);
    Path file = rotation.write(out, now);
    PrintWriter text = out();
    text.printf(
        "%s carries %,d ids from key %s to key %s%n",
        file, rotation.students(), before.keyName(), after.keyName());
    if (rotation.badRows() > 0) {
      text.printf(
          "%,d bad rows were passed over; `pathline publish --dry-run` names them%n",
          rotation.badRows());
    }
    text.println("publish it as it is: pathline publish " + file);
    text.flush();
    return rotation.badRows() == 0 ? 0 : 1;
  }
}
