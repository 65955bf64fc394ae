package org.pathline.imports;

import java.util.List;
import org.pathline.publish.Doubted;
import org.pathline.publish.UnreadableFile;

/** A format of another system. */
public interface ForeignFormat {
  /**
   * What a delivery holds.
   *
   * @param sources its facts, file by file
   * @param unused files that are not read, each with the reason
   * @param missing what the delivery says to hold and does not
   * @param notes what else the user should know before the facts count
   * @param notUnderstood records to which others refer and that are not understood
   * @param onlyChanges files of which the delivery holds only what has changed
   * @param doubts what is doubtful in the records to which others refer
   */
  record Reading(
      List<ForeignSource> sources,
      List<Unused> unused,
      List<String> missing,
      List<String> notes,
      long notUnderstood,
      List<BundleFile> onlyChanges,
      List<Doubted> doubts) {

    /** Whether everything is read that looks like data, or was said to be there. */
    public boolean isWhole() {
      return missing.isEmpty() && notUnderstood == 0 && unused.stream().noneMatch(Unused::lost);
    }
  }

  /**
   * A file that is not read.
   *
   * @param file which
   * @param reason why
   * @param lost whether it looks like data that were to be read
   */
  record Unused(BundleFile file, String reason, boolean lost) {}

  /** Why files were not used, for a delivery of which none was: the first that looks like data. */
  static String reasons(List<Unused> unused) {
    return unused.stream()
        .filter(Unused::lost)
        .findFirst()
        .map(each -> "; " + each.file().path() + ": " + each.reason())
        .orElse("");
  }

  /**
   * Reads what the records of the delivery refer to, and says where its facts are.
   *
   * @throws UnreadableFile when a file that others refer to cannot be read
   */
  Reading read(Bundle bundle, ImportSettings settings) throws UnreadableFile;
}
