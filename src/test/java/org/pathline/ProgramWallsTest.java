package org.pathline;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathline.proof.NullMarkedPackages;
import picocli.CommandLine.ITypeConverter;

/** What may know of what in the program. */
class ProgramWallsTest {
  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("org.pathline")
          .that(
              com.tngtech.archunit.base.DescribedPredicate.describe(
                  "of the program",
                  each ->
                      !each.getPackageName().startsWith("org.pathline.domain")
                          && !each.getPackageName().startsWith("org.pathline.streams")
                          && !each.getPackageName().startsWith("org.pathline.schemas")
                          && !each.getPackageName().startsWith("org.pathline.events")));

  private static ArchRule apart(String from, String to) {
    return noClasses()
        .that()
        .resideInAPackage("org.pathline." + from + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.pathline." + to + "..");
  }

  @ParameterizedTest(name = "{0} does not know {1}")
  @CsvSource({
    "ops, publish",
    "ops, ask",
    "ops, report",
    "ask, simulate",
    "ask, run",
    "ask, report",
    "run, ops",
    "run, ask",
    "topics, run",
    "topics, ask",
    "topics, letters",
    "letters, ask",
    "publish, simulate",
    "simulate, cluster",
    "simulate, topics",
    "report, command",
    "cluster, topics",
  })
  void packagesAreApart(String from, String to) {
    apart(from, to).check(CLASSES);
  }

  @Test
  void packagesFormNoCycles() {
    slices().matching("org.pathline.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void onlyCommandsKnowTheCommandLine() {
    noClasses()
        .that()
        .resideOutsideOfPackages("org.pathline", "org.pathline.command..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("picocli..")
        .check(CLASSES);
  }

  @Test
  void commandsAreCommandsAndTheirOptions() {
    classes()
        .that()
        .resideInAPackage("org.pathline.command..")
        .and()
        .areTopLevelClasses()
        .and()
        .areNotAssignableTo(Callable.class)
        .and()
        .areNotAssignableTo(ITypeConverter.class)
        .should()
        .haveNameMatching(".*(Options?|Choice|package-info)")
        .check(CLASSES);
  }

  @Test
  void everyPackageIsCheckedForNull() {
    assertThat(NullMarkedPackages.missingIn(Path.of("target/classes"))).isEmpty();
    assertThat(NullMarkedPackages.missingIn(Path.of("target/test-classes")))
        .as("packages of tests alone are not")
        .contains("org.pathline.endtoend");
  }

  @Test
  void aWallThatIsBrokenIsNoticed() {
    assertThat(apart("ops", "cluster").evaluate(CLASSES).hasViolation()).isTrue();
  }
}
