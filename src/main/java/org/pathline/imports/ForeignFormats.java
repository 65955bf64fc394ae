package org.pathline.imports;

import java.util.Locale;
import org.pathline.imports.edfi.EdFiFormat;
import org.pathline.imports.nsc.NscFormat;
import org.pathline.imports.oneroster.OneRosterFormat;
import org.pathline.publish.UnusableArgument;

/** The formats by their names on the command line. */
public final class ForeignFormats {
  /** OneRoster. */
  static final String ONEROSTER = "oneroster";

  /** StudentTracker. */
  static final String NSC = "nsc";

  /** Ed-Fi. */
  static final String EDFI = "edfi";

  private ForeignFormats() {}

  /**
   * The one name of a format, of which others are spellings.
   *
   * @throws UnusableArgument when there is none of that name
   */
  public static String plain(String name) {
    return switch (name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "")) {
      case ONEROSTER -> ONEROSTER;
      case NSC, "studenttracker" -> NSC;
      case EDFI -> EDFI;
      default -> throw new UnusableArgument("'" + name + "' is none of oneroster, edfi, nsc");
    };
  }

  /**
   * The format of a name, in any case.
   *
   * @throws UnusableArgument when there is none of that name
   */
  public static ForeignFormat of(String name) {
    return switch (plain(name)) {
      case ONEROSTER -> new OneRosterFormat();
      case NSC -> new NscFormat();
      default -> new EdFiFormat();
    };
  }
}
