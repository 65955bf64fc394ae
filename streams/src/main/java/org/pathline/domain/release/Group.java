package org.pathline.domain.release;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A group of a release with what is shown of it.
 *
 * @param values value of each dimension of the release, {@link #ALL} where it is summed over
 * @param members students; null is withheld
 * @param figures of the outcomes, in the release's order
 */
public record Group(List<String> values, @Nullable Long members, List<Figures> figures) {
  /** Stands for all values of a dimension. No id is empty, so that it cannot be mistaken. */
  public static final String ALL = "";

  /** Copies the lists. */
  public Group {
    values = List.copyOf(values);
    figures = List.copyOf(figures);
  }
}
