package org.pathline.domain.fact;

/** Grade levels as CEDS C002175 writes them: PK, KG, 01 to 12, UG (ungraded). */
public final class GradeLevel {
  /** Number of a level that has none, such as UG. */
  public static final int NONE = Integer.MIN_VALUE;

  private GradeLevel() {}

  /** Number of the level: PK -1, KG 0, 01 to 12 as they read; {@link #NONE} for UG and all else. */
  public static int number(String level) {
    if (level.length() != 2) {
      return NONE;
    }
    char tens = level.charAt(0);
    char ones = level.charAt(1);
    if ((tens == '0' && ones >= '1' && ones <= '9')
        || (tens == '1' && ones >= '0' && ones <= '2')) {
      return (tens - '0') * 10 + (ones - '0');
    }
    if (level.equals("KG")) {
      return 0;
    }
    return level.equals("PK") ? -1 : NONE;
  }

  /** Level with a number; the reverse of {@link #number}. */
  public static String of(int number) {
    return switch (number) {
      case -1 -> "PK";
      case 0 -> "KG";
      case NONE -> "UG";
      default -> number < 10 ? "0" + number : Integer.toString(number);
    };
  }

  /** Whether the level is one of PK, KG, 01 to 12, UG. */
  public static boolean isValid(String level) {
    return number(level) != NONE || level.equals("UG");
  }
}
