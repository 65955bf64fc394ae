package org.pathline.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param place its file, relative to the root of the repository
 * @param text what it says
 */
record Page(Path place, String text) {
  private static final Path ROOT = Path.of("..");
  private static final Pattern FENCED = Pattern.compile("(?ms)^```.*?^```$");

  /** The page at a place. */
  static Page at(String place) {
    try {
      return new Page(Path.of(place), Files.readString(ROOT.resolve(place)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All pages of the repository. */
  static List<Page> all() {
    return files(".md").map(file -> at(file.toString())).toList();
  }

  /** Sources and pages whose names end so, relative to the root; what a build makes is left out. */
  static Stream<Path> files(String ending) {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .map(ROOT::relativize)
          .filter(file -> file.toString().endsWith(ending))
          .filter(file -> Stream.of("target", ".pathline").noneMatch(part -> has(file, part)))
          .sorted()
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean has(Path file, String part) {
    return Set.copyOf(List.of(file.toString().split("/"))).contains(part);
  }

  /** A file that the page names relative to itself, from where the tests run. */
  Path relative(String file) {
    return ROOT.resolve(place).resolveSibling(file).normalize();
  }

  /** Names under which headings can be linked to, as GitHub makes them. */
  Set<String> anchors() {
    return FENCED
        .matcher(text)
        .replaceAll("")
        .lines()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(line -> line.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'))
        .collect(Collectors.toSet());
  }

  /** First groups of all that matches. */
  Set<String> matches(Pattern pattern) {
    Set<String> found = new TreeSet<>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(1));
    }
    return found;
  }

  /** The row of a table that begins with a name. */
  String row(String name) {
    return text.lines()
        .filter(line -> line.startsWith("| `" + name + "` |"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no row of " + name + " in " + place));
  }

  @Override
  public String toString() {
    return place.toString();
  }
}
