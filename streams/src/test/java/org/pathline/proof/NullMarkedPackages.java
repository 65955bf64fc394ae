package org.pathline.proof;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;

/** Packages in which the build checks that nothing is null unless it says so. */
public final class NullMarkedPackages {
  private NullMarkedPackages() {}

  /**
   * Names of the packages with a class that are not checked, under a folder of compiled classes.
   */
  public static SortedSet<String> missingIn(Path classes) {
    return new ClassFileImporter()
        .importPath(classes).stream()
            .filter(each -> !each.getSimpleName().equals("package-info"))
            .map(JavaClass::getPackage)
            .filter(each -> !each.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .collect(Collectors.toCollection(TreeSet::new));
  }
}
