package org.pathline.publish;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.pseudonym.Pseudonyms;

/**
 * Carries students from the pseudonyms of one key to those of another: for each id in import files
 * an identity link from the old pseudonym to the new one, and each link of the files anew.
 *
 * <p>What is written holds pseudonyms alone. Published once, it joins what was sent under the old
 * key to what will be sent under the new one.
 */
public final class KeyRotation {
  /** Name of the file, which is that of its topic. */
  public static final String FILE = "identities.csv";

  private static final String SOURCE = "pathline-key-rotation";

  private final Pseudonyms before;
  private final Pseudonyms after;
  private final Set<String> ids = new HashSet<>();
  private final List<String[]> links = new ArrayList<>();
  private long bad;

  /** Rotation from one key to another. */
  public KeyRotation(Pseudonyms before, Pseudonyms after) {
    this.before = before;
    this.after = after;
  }

  /**
   * Reads the ids of import files, as they are before they have pseudonyms.
   *
   * @throws UnusableArgument when a file cannot be read to its end
   */
  public void read(List<ImportFile> files, long now) {
    for (ImportFile file : files) {
      if (file.type() != FactType.POLICIES) {
        read(file, now);
      }
    }
  }

  private void read(ImportFile file, long now) {
    try (RowReader rows = file.open(bytes -> {})) {
      while (rows.next()) {
        try {
          note(file.fact(rows, now));
        } catch (BadRow row) {
          bad++;
        }
      }
    } catch (UnreadableFile e) {
      throw new UnusableArgument(file.path() + ": " + PseudonymousSource.discreet(e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void note(Fact fact) {
    ids.add(fact.envelope().studentId());
    if (fact instanceof IdentityLink link) {
      if (!link.canonicalId().isEmpty()) {
        ids.add(link.canonicalId());
      }
      String[] row = FactRow.of(fact);
      List<Column<?>> columns = FactForms.of(FactType.IDENTITIES).columns();
      for (int i = 0; i < row.length; i++) {
        row[i] = renamed(columns.get(i).name(), row[i]);
      }
      links.add(row);
    }
  }

  private String renamed(String column, String id) {
    if (id.isEmpty()) {
      return id;
    }
    return switch (column) {
      case "aliasId", "canonicalId" -> after.student(id);
      case "factId" -> after.of(Pseudonyms.Kind.record, id);
      default -> id;
    };
  }

  /** Rows that were no good and whose ids are not carried over. */
  public long badRows() {
    return bad;
  }

  /** Ids that are carried over. */
  public long students() {
    return ids.size();
  }

  /**
   * Writes the links.
   *
   * @param directory takes {@link #FILE}, which must not be there yet
   * @param now when the links are recorded, in milliseconds since 1970 UTC
   */
  public Path write(Path directory, long now) {
    Path file = directory.resolve(FILE);
    try {
      Files.createDirectories(directory);
      try (CsvWriter out =
          CsvWriter.builder().build(Files.newBufferedWriter(file, StandardOpenOption.CREATE_NEW))) {
        out.writeRecord(FactRow.columns(FactType.IDENTITIES));
        // In the order of pseudonyms, which says nothing of the order of ids.
        Set<String> rows = new TreeSet<>();
        ids.forEach(id -> rows.add(before.student(id) + ' ' + after.student(id)));
        for (String row : rows) {
          int blank = row.indexOf(' ');
          out.writeRecord(
              row.substring(0, blank),
              Timestamps.text(now),
              SOURCE,
              "false",
              "",
              row.substring(blank + 1));
        }
        links.forEach(out::writeRecord);
      }
    } catch (java.nio.file.FileAlreadyExistsException e) {
      throw new UnusableArgument(file + " exists; publish or remove it, or choose another --out");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
    return file;
  }
}
