package org.pathline.ask;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.pathway.Settings;
import org.pathline.topics.Unanswerable;

/**
 * Which settings a question is about; cells of two settings are never added up.
 *
 * @param anchorGrade the anchor grade that was asked for, or null
 * @param stemList the STEM list that was asked for, or null
 */
public record SettingsChoice(@Nullable Integer anchorGrade, @Nullable String stemList) {
  /** No wish: the settings of the cells, where they are of one kind. */
  public static final SettingsChoice ANY = new SettingsChoice(null, null);

  private static final Comparator<Settings> ORDER =
      Comparator.comparingInt(Settings::anchorGrade).thenComparing(Settings::stemList);

  /**
   * The answers' material: cells of one kind of settings.
   *
   * @param elsewhere students in cells of other settings; while there are any, pathways are being
   *     derived anew, and the chosen cells do not hold everyone
   */
  public record Chosen(Settings settings, List<Cell> cells, long elsewhere) {}

  /**
   * The cells of the one kind of settings that fits.
   *
   * @throws Unanswerable when several fit, or none
   */
  public Chosen choose(Collection<Cell> cells) {
    Map<Settings, Long> members = new TreeMap<>(ORDER);
    cells.forEach(cell -> members.merge(cell.key().settings(), cell.sums().members(), Long::sum));
    List<Settings> fitting = members.keySet().stream().filter(this::fits).toList();
    if (fitting.isEmpty()) {
      throw new Unanswerable(
          "there are no outcome cells with "
              + wish()
              + "; there are:"
              + list(members.keySet(), members)
              + "\nAsk for those, or derive others with `pathline run` and the same options.");
    }
    if (fitting.size() > 1) {
      throw new Unanswerable(
          "there are outcome cells of several settings, which are never added up:"
              + list(fitting, members)
              + "\nPathways are being derived anew: let `pathline run --until-caught-up` finish, or"
              + " choose with --anchor-grade N and --stem-list NAME what is there of one.");
    }
    Settings settings = fitting.get(0);
    List<Cell> chosen = new ArrayList<>();
    for (Cell cell : cells) {
      if (cell.key().settings().equals(settings)) {
        chosen.add(cell);
      }
    }
    members.remove(settings);
    long elsewhere = members.values().stream().mapToLong(Long::longValue).sum();
    return new Chosen(settings, chosen, elsewhere);
  }

  private boolean fits(Settings settings) {
    return (anchorGrade == null || anchorGrade == settings.anchorGrade())
        && (stemList == null || stemList.equals(settings.stemList()));
  }

  private String wish() {
    List<String> wishes = new ArrayList<>();
    if (anchorGrade != null) {
      wishes.add("anchor grade " + anchorGrade);
    }
    if (stemList != null) {
      wishes.add("STEM list " + stemList);
    }
    return wishes.isEmpty() ? "any settings" : String.join(", ", wishes);
  }

  private static String list(Collection<Settings> settings, Map<Settings, Long> members) {
    return settings.stream()
        .map(each -> "\n  " + each + ": " + members.get(each) + " students")
        .collect(Collectors.joining());
  }
}
