package org.pathline.imports;

import java.util.Locale;
import org.pathline.imports.edfi.EdFiFormat;
import org.pathline.imports.nsc.NscFormat;
import org.pathline.imports.oneroster.OneRosterFormat;
import org.pathline.publish.UnusableArgument;

/** The formats by their names on the command line. */
public final class ForeignFormats {
  private ForeignFormats() {}

  /**
   * The format of a name, in any case.
   *
   * @throws UnusableArgument when there is none of that name
   */
  public static ForeignFormat of(String name) {
    return switch (name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "")) {
      case "oneroster" -> new OneRosterFormat();
      case "nsc", "studenttracker" -> new NscFormat();
      case "edfi" -> new EdFiFormat();
      default -> throw new UnusableArgument("'" + name + "' is none of oneroster, edfi, nsc");
    };
  }
}
