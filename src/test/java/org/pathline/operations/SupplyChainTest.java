package org.pathline.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the build takes from others: pinned, licensed, and without known holes; needs no network.
 */
class SupplyChainTest {
  /** A library in a Maven repository: group, name, version. */
  private static final Pattern IN_REPOSITORY =
      Pattern.compile(".*/repository/(.+)/([^/]+)/([^/]+)/\\2-\\3[^/]*\\.jar");

  /** One beside the embedded registry: group and name are joined by a dot. */
  private static final Pattern IN_REGISTRY =
      Pattern.compile("(?:modified-)?(.+?)-(\\d[^/]*?)(?:-[a-z0-9_]+-[a-z0-9_]+)?\\.jar");

  private static final Path REGISTRY = OperatorFiles.ROOT.resolve("src/target/registry");
  private static final Path LICENCES =
      OperatorFiles.ROOT.resolve("src/main/operations/licences.csv");

  /** Licences under which a program may be handed on together with this one. */
  private static final Pattern PERMISSIVE =
      Pattern.compile(
          "(Apache-2\\.0|MIT|BSD-[234]-Clause|EPL-2\\.0|CC0-1\\.0|ISC|Go License"
              + "|GPL-2\\.0-with-classpath-exception|GNU General Public License, version 2)"
              + "( or .*)?");

  private record Library(String name, String version) {}

  private record Hole(String library, String first, String fixed, String advisory) {
    boolean has(Library found) {
      return (found.name().equals(library) || found.name().equals(library.replace(':', '.')))
          && Arrays.compare(numbers(found.version()), numbers(first)) >= 0
          && Arrays.compare(numbers(found.version()), numbers(fixed)) < 0;
    }

    /** Numbers of a version, which decide the order; {@code Final} and {@code jre} do not. */
    private static int[] numbers(String version) {
      int[] numbers = new int[5];
      int at = 0;
      for (String part : version.split("[.-]")) {
        if (part.matches("\\d{1,9}") && at < numbers.length) {
          numbers[at++] = Integer.parseInt(part);
        }
      }
      return numbers;
    }
  }

  private static List<String[]> rows(String resource) {
    try (InputStream in = SupplyChainTest.class.getResourceAsStream("/supply/" + resource)) {
      return new String(
              Objects.requireNonNull(in).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.startsWith("library,"))
          .map(line -> line.split(",", -1))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Hole> holes() {
    return rows("known-vulnerable.csv").stream()
        .map(row -> new Hole(row[0], row[1], row[2], row[3]))
        .toList();
  }

  /** Libraries of the program and of its tests. */
  private static List<Library> ofTheProgram() {
    List<Library> libraries = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
      Matcher matcher = IN_REPOSITORY.matcher(entry);
      if (matcher.matches() && !entry.contains("/org/pathline/")) {
        libraries.add(
            new Library(
                matcher.group(1).replace('/', '.') + ":" + matcher.group(2), matcher.group(3)));
      }
    }
    return libraries;
  }

  private static List<Library> ofTheRegistry() throws IOException {
    List<Library> libraries = new ArrayList<>();
    if (Files.isDirectory(REGISTRY)) {
      try (Stream<Path> files = Files.walk(REGISTRY)) {
        for (Path file : files.toList()) {
          Matcher matcher = IN_REGISTRY.matcher(file.getFileName().toString());
          if (matcher.matches()) {
            libraries.add(new Library(matcher.group(1), matcher.group(2)));
          }
        }
      }
    }
    return libraries;
  }

  private static Set<String> found(List<Library> libraries) {
    Set<String> found = new TreeSet<>();
    for (Hole hole : holes()) {
      if (libraries.stream().anyMatch(hole::has)) {
        found.add(hole.library() + " " + hole.advisory());
      }
    }
    return found;
  }

  private static Set<String> accepted(boolean inRegistry) {
    Set<String> accepted = new TreeSet<>();
    for (String[] row : rows("accepted.csv")) {
      assertThat(row[2]).isNotBlank();
      if (row[2].startsWith("in the embedded registry alone") == inRegistry) {
        accepted.add(row[0] + " " + row[1]);
      }
    }
    return accepted;
  }

  @Test
  void noLibraryOfTheProgramIsKnownToBeVulnerable() {
    List<Library> libraries = ofTheProgram();
    assertThat(libraries).hasSizeGreaterThan(100);
    assertThat(found(libraries)).isEqualTo(accepted(false));
  }

  @Test
  void whatTheEmbeddedRegistryBringsIsKnown() throws Exception {
    List<Library> libraries = ofTheRegistry();
    assumeThat(libraries).as("unpacked by the build").isNotEmpty();
    assertThat(libraries).hasSizeGreaterThan(100);
    Set<String> found = found(libraries);
    found.removeAll(accepted(false));
    assertThat(found).isEqualTo(accepted(true));
  }

  /** The control: what the list is for is found, and what is just outside of it is not. */
  @Test
  void aVulnerableVersionWouldBeFound() {
    String log4j = "org.apache.logging.log4j:log4j-core";
    assertThat(found(List.of(new Library(log4j, "2.14.1")))).contains(log4j + " CVE-2021-44832");
    assertThat(found(List.of(new Library(log4j, "2.25.3")))).isEmpty();
    assertThat(found(List.of(new Library("io.netty.netty-codec-http2", "4.1.123.Final"))))
        .contains("io.netty:netty-codec-http2 CVE-2025-55163");
    assertThat(found(List.of(new Library("io.netty.netty-codec-http2", "4.1.124.Final"))))
        .isEmpty();
    assertThat(found(List.of(new Library("org.yaml:snakeyaml", "1.33")))).hasSize(1);
    for (Hole hole : holes()) {
      assertThat(hole.has(new Library(hole.library(), hole.first()))).as("%s", hole).isTrue();
      assertThat(hole.has(new Library(hole.library(), hole.fixed()))).as("%s", hole).isFalse();
      assertThat(hole.advisory()).matches("CVE-\\d{4}-\\d+|GHSA(-[0-9a-z]{4}){3}");
    }
  }

  @Test
  void eachLibraryThatIsHandedOnHasALicenceThatAllowsIt() throws Exception {
    Map<String, String> licences = new TreeMap<>();
    for (String line : Files.readAllLines(LICENCES)) {
      String[] parts = line.split(",", 2);
      if (!line.startsWith("#") && !line.startsWith("library,")) {
        licences.put(parts[0], parts[1].replace("\"", ""));
      }
    }
    licences.forEach((library, licence) -> assertThat(licence).as(library).matches(PERMISSIVE));
    Path lib = OperatorFiles.ROOT.resolve("src/target/lib");
    assumeThat(lib).as("copied by the build").isDirectory();
    Set<String> names = new TreeSet<>();
    licences.keySet().forEach(library -> names.add(library.substring(library.indexOf(':') + 1)));
    try (Stream<Path> jars = Files.list(lib)) {
      assertThat(
              jars.map(jar -> jar.getFileName().toString())
                  .filter(jar -> !jar.startsWith("pathline-"))
                  .filter(jar -> names.stream().noneMatch(name -> jar.startsWith(name + "-"))))
          .as("libraries without a line in licences.csv")
          .isEmpty();
    }
  }

  @Test
  void pluginsAndTheWrapperArePinned() throws Exception {
    for (String pom :
        List.of(
            "pom.xml",
            "src/pom.xml",
            "src/flink/pom.xml",
            "streams/pom.xml",
            "schemas/pom.xml",
            "schemas/registry-client/pom.xml")) {
      String text = Files.readString(OperatorFiles.ROOT.resolve(pom));
      assertThat(text)
          .as(pom)
          .doesNotContain("LATEST", "RELEASE<")
          .doesNotMatch("(?s).*<version>[^<]*SNAPSHOT</version>\\s*</plugin>.*");
      Matcher plugins = Pattern.compile("(?s)<plugin>(.*?)</plugin>").matcher(text);
      while (plugins.find()) {
        String plugin = plugins.group(1);
        String name = plugin.replaceAll("(?s).*?<artifactId>(.*?)</artifactId>.*", "$1");
        assertThat(
                plugin.matches(
                        "(?s)\\s*<groupId>[^<]*</groupId>\\s*<artifactId>[^<]*</artifactId>\\s*<version>.*")
                    || isPinnedInParent(name))
            .as(pom + ": " + name)
            .isTrue();
      }
    }
    String wrapper =
        Files.readString(OperatorFiles.ROOT.resolve(".mvn/wrapper/maven-wrapper.properties"));
    assertThat(wrapper).containsPattern("distributionSha256Sum=[0-9a-f]{64}");
    assertThat(Arrays.asList(wrapper.split("\n"))).noneMatch(line -> line.contains("http://"));
  }

  private static boolean isPinnedInParent(String plugin) throws IOException {
    return Pattern.compile(
            "<artifactId>" + Pattern.quote(plugin) + "</artifactId>\\s*<version>[^<]+</version>")
        .matcher(Files.readString(OperatorFiles.ROOT.resolve("pom.xml")))
        .find();
  }
}
