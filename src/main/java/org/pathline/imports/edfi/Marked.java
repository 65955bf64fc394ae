package org.pathline.imports.edfi;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pathline.imports.BundleFile;
import org.pathline.publish.FactHash;
import org.pathline.publish.LongTable;

/**
 * For which students, sections and years a delivery has grades, so that a transcript does not count
 * the same mark again. Kept are hashes of 64 bits.
 */
final class Marked {
  private final LongTable hashes = new LongTable();
  private final Set<BundleFile> read = new HashSet<>();
  private final int files;

  /** The hash of a student and year that was added last: their grades mostly follow each other. */
  private long ofLastYear;

  /**
   * None yet.
   *
   * @param files of grades that are read before the first transcript; 0 where nobody will ask
   */
  Marked(int files) {
    this.files = files;
  }

  /** Notes that all grades of a file are here. */
  void addedAllOf(BundleFile file) {
    read.add(file);
  }

  /** Whether all grades of the delivery are here. */
  boolean isWhole() {
    return read.size() >= files;
  }

  void add(String student, String section, int year) {
    if (files > 0) {
      hashes.add(hash(student, section));
      long ofYear = hash(student, Integer.toString(year));
      if (ofYear != ofLastYear) {
        hashes.add(ofYear);
        ofLastYear = ofYear;
      }
    }
  }

  /** Whether there is a grade of a section, or where none is named of the school year. */
  boolean has(String student, @Nullable String section, int year) {
    String of = section == null ? Integer.toString(year) : section;
    return hashes.find(hash(student, of)) != LongTable.ABSENT;
  }

  private static long hash(String student, String of) {
    return FactHash.hash(FactHash.hash(0, student), of);
  }
}
