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
   * @param notes what else the user should know before the facts count
   * @param doubts what is doubtful in the records to which others refer
   */
  record Reading(
      List<ForeignSource> sources, List<Unused> unused, List<String> notes, List<Doubted> doubts) {}

  /**
   * A file that is not read.
   *
   * @param file which
   * @param reason why
   * @param lost whether it looks like data that were to be read
   */
  record Unused(BundleFile file, String reason, boolean lost) {}

  /**
   * Reads what the records of the delivery refer to, and says where its facts are.
   *
   * @throws UnreadableFile when a file that others refer to cannot be read
   */
  Reading read(Bundle bundle, ImportSettings settings) throws UnreadableFile;
}
