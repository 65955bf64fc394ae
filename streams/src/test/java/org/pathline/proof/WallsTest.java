package org.pathline.proof;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may know of what. */
class WallsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.pathline.domain", "org.pathline.streams");

  /** A topic's name as text: the program's prefix, a noun and a version. */
  private static final Pattern TOPIC = Pattern.compile("\"pathline\\.[a-z-]*\\.v[0-9]*\"");

  @Test
  void theDomainKnowsNothingOfKafkaAvroAndTheTopologies() {
    noClasses()
        .that()
        .resideInAPackage("org.pathline.domain..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "org.apache.kafka..",
            "org.apache.avro..",
            "io.confluent..",
            "org.pathline.streams..",
            "org.pathline.events..",
            "org.pathline.schemas..")
        .check(CLASSES);
  }

  @Test
  void theDomainReadsNoClockAndThrowsNoDice() {
    noClasses()
        .that()
        .resideInAPackage("org.pathline.domain..")
        .should()
        .callMethodWhere(named(System.class, "currentTimeMillis"))
        .orShould()
        .callMethodWhere(named(System.class, "nanoTime"))
        .orShould()
        .callMethodWhere(named(Instant.class, "now"))
        .orShould()
        .callMethodWhere(named(LocalDate.class, "now"))
        .orShould()
        .callMethodWhere(named(Math.class, "random"))
        .orShould()
        .callMethodWhere(named(UUID.class, "randomUUID"))
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(Random.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.time.Clock.class)
        .orShould()
        .dependOnClassesThat()
        .areAssignableTo(java.util.random.RandomGenerator.class)
        .orShould()
        .callMethodWhere(withoutSeed())
        .check(CLASSES);
  }

  /** A generator of Commons RNG that seeds itself. */
  private static DescribedPredicate<JavaMethodCall> withoutSeed() {
    return DescribedPredicate.describe(
        "RandomSource.create without a seed",
        call ->
            call.getTargetOwner().isEquivalentTo(RandomSource.class)
                && (!call.getTarget().getName().equals("create")
                    || call.getTarget().getRawParameterTypes().isEmpty()));
  }

  /** A call of a method with whatever parameters. */
  private static DescribedPredicate<JavaMethodCall> named(Class<?> owner, String method) {
    return DescribedPredicate.describe(
        owner.getSimpleName() + "." + method,
        call ->
            call.getTargetOwner().isEquivalentTo(owner)
                && call.getTarget().getName().equals(method));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"org.pathline.domain", "org.pathline.domain.effect", "org.pathline.streams"})
  void packagesFormNoCycles(String root) {
    slices().matching(root + ".(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void everyPackageIsCheckedForNull() {
    assertThat(NullMarkedPackages.missingIn(Path.of("target/classes"))).isEmpty();
    assertThat(NullMarkedPackages.missingIn(Path.of("target/test-classes")))
        .as("packages of tests alone are not")
        .contains("org.pathline.proof");
  }

  @Test
  void aWallThatIsBrokenIsNoticed() {
    assertThat(
            noClasses()
                .that()
                .resideInAPackage("org.pathline.streams..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..")
                .evaluate(CLASSES)
                .hasViolation())
        .isTrue();
  }

  @Test
  void topicNamesAreSpelledInTheCatalogueOnly() throws IOException {
    List<String> found = new ArrayList<>();
    boolean catalogue = false;
    for (String root : List.of("src/main/java", "../schemas/src/main/java", "../src/main/java")) {
      try (var files = Files.walk(Path.of(root))) {
        for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
          Matcher names = TOPIC.matcher(Files.readString(file));
          boolean any = names.find();
          if (file.endsWith("TopicCatalogue.java")) {
            catalogue = any;
          } else if (any) {
            found.add(file + ": " + names.group());
          }
        }
      }
    }
    assertThat(catalogue).as("the pattern finds the names in the catalogue").isTrue();
    assertThat(found).isEmpty();
  }
}
