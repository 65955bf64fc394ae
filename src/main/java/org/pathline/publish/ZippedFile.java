package org.pathline.publish;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * A file in a zip.
 *
 * @param zip where the zip is
 * @param entry its name within
 * @param size its bytes when unpacked; 0 where the zip does not say
 */
record ZippedFile(Path zip, String entry, long size) {
  /** Whether a name is that of a zip. */
  static boolean isZip(Path path) {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  /**
   * The files in a zip, in its folders too, without those that systems leave behind.
   *
   * @throws IOException when it is no sound zip
   */
  static List<ZippedFile> in(Path zip) throws IOException {
    List<ZippedFile> files = new ArrayList<>();
    Set<String> names = new HashSet<>();
    try (ZipFile opened = new ZipFile(zip.toFile())) {
      for (ZipEntry entry : opened.stream().toList()) {
        if (!entry.isDirectory() && !isLeftBehind(entry.getName())) {
          if (!names.add(entry.getName())) {
            // Only one of them could be unpacked by its name.
            throw new ZipException("it holds two files named " + entry.getName());
          }
          files.add(new ZippedFile(zip, entry.getName(), Math.max(0, entry.getSize())));
        }
      }
    } catch (IllegalArgumentException e) {
      throw new ZipException(e.getMessage());
    }
    return files;
  }

  private static boolean isLeftBehind(String name) {
    for (String part : name.split("[/\\\\]")) {
      if (LeftBehind.is(part)) {
        return true;
      }
    }
    return false;
  }

  /** The file as it is named in messages: as if the zip were a directory. */
  Path path() {
    try {
      return zip.resolve(entry.replace('\\', '/').replaceFirst("^/+", ""));
    } catch (InvalidPathException e) {
      return zip;
    }
  }

  /** Unpacks it; closing the stream closes the zip. */
  InputStream open() throws IOException {
    ZipFile opened = new ZipFile(zip.toFile());
    ZipEntry found = opened.getEntry(entry);
    if (found == null) {
      opened.close();
      throw new IOException("the zip no longer has it");
    }
    try {
      return new FilterInputStream(opened.getInputStream(found)) {
        @Override
        public void close() throws IOException {
          try {
            super.close();
          } finally {
            opened.close();
          }
        }
      };
    } catch (IOException e) {
      opened.close();
      throw e;
    }
  }
}
