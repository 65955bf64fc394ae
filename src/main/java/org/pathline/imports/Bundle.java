package org.pathline.imports;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.pathline.publish.LeftBehind;
import org.pathline.publish.UnusableArgument;

/**
 * The files of one or more deliveries: of directories, zips and single files, in the order in which
 * they were given. Folders within a directory or a zip do not matter, but a zip within a directory,
 * or a folder with a manifest, is a delivery of its own: a bulk bundle and its deltas may lie side
 * by side.
 */
public final class Bundle implements AutoCloseable {
  private static final int DEEPEST = 8;
  private static final String MANIFEST = "manifest";

  private final List<ZipFile> zips = new ArrayList<>();
  private final List<BundleFile> files = new ArrayList<>();
  private int deliveries;

  private Bundle() {}

  /**
   * Finds the files.
   *
   * @throws UnusableArgument when there is no such file, or a zip cannot be read
   */
  public static Bundle open(List<Path> paths) {
    Bundle bundle = new Bundle();
    try {
      for (Path path : paths) {
        if (!Files.exists(path)) {
          throw new UnusableArgument("no such file or directory: " + path);
        }
        bundle.add(path, bundle.deliveries++);
      }
      bundle.tellApart();
    } catch (IOException e) {
      bundle.close();
      throw new UnusableArgument(String.valueOf(e.getMessage()));
    }
    return bundle;
  }

  /** Files in and below a folder with a manifest are a delivery of their own. */
  private void tellApart() {
    Map<Path, Integer> numbers = new HashMap<>();
    for (BundleFile file : files) {
      if (file.stem().equals(MANIFEST)) {
        numbers.computeIfAbsent(file.parent(), absent -> deliveries++);
      }
    }
    files.replaceAll(
        file -> {
          Path at = file.parent();
          while (at != null && !numbers.containsKey(at)) {
            at = at.getParent();
          }
          return at == null ? file : file.of(numbers.getOrDefault(at, file.delivery()));
        });
  }

  private void add(Path path, int delivery) throws IOException {
    if (Files.isDirectory(path)) {
      try (Stream<Path> found = Files.walk(path, DEEPEST)) {
        for (Path each : found.filter(Files::isRegularFile).sorted().toList()) {
          if (!LeftBehind.isIn(path.relativize(each))) {
            add(each, isZip(each) ? deliveries++ : delivery);
          }
        }
      }
    } else if (isZip(path)) {
      unpack(path, delivery);
    } else {
      LocalDateTime written =
          LocalDateTime.ofInstant(Files.getLastModifiedTime(path).toInstant(), ZoneOffset.UTC);
      files.add(
          new BundleFile(
              path, delivery, Files.size(path), written, () -> Files.newInputStream(path)));
    }
  }

  private static boolean isZip(Path path) {
    return path.toString().toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  private void unpack(Path path, int delivery) throws IOException {
    ZipFile zip;
    try {
      zip = new ZipFile(path.toFile());
    } catch (IOException e) {
      throw new IOException(path + " is not a sound zip file: " + e.getMessage(), e);
    }
    zips.add(zip);
    List<? extends ZipEntry> entries =
        zip.stream()
            .filter(entry -> !entry.isDirectory())
            .sorted(Comparator.comparing(ZipEntry::getName))
            .toList();
    for (ZipEntry entry : entries) {
      Path inside = Path.of(entry.getName().replace('\\', '/').replaceFirst("^/+", ""));
      if (!LeftBehind.isIn(inside)) {
        files.add(
            new BundleFile(
                path.resolve(inside),
                delivery,
                Math.max(0, entry.getSize()),
                entry.getTimeLocal(),
                () -> zip.getInputStream(entry)));
      }
    }
  }

  /** All files, delivery by delivery, sorted by name within each. */
  public List<BundleFile> files() {
    return List.copyOf(files);
  }

  @Override
  public void close() {
    for (ZipFile zip : zips) {
      try {
        zip.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
