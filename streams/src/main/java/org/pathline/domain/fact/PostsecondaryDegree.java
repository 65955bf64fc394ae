package org.pathline.domain.fact;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A postsecondary award; CIP codes are kept as they were sent.
 *
 * <p>Null where absent: title.
 */
public record PostsecondaryDegree(
    Envelope envelope,
    String institutionId,
    LocalDate conferredOn,
    DegreeLevel degreeLevel,
    List<String> cipCodes,
    @Nullable String title)
    implements Fact {

  /**
   * First CIP code of a field in its normal form, or as it was sent where it has none; empty where
   * no field is known.
   */
  public String firstCip() {
    for (String code : cipCodes) {
      String normal = CipCode.normalize(code);
      if (normal != null) {
        return normal;
      }
      if (!CipCode.isNoField(code)) {
        return code;
      }
    }
    return "";
  }

  @Override
  public FactType type() {
    return FactType.DEGREES;
  }

  @Override
  public String naturalKey() {
    return institutionId + "|" + conferredOn + "|" + degreeLevel + "|" + firstCip();
  }

  @Override
  public int compareNaturalKey(Fact other) {
    PostsecondaryDegree that = (PostsecondaryDegree) other;
    int order = institutionId.compareTo(that.institutionId());
    if (order == 0) {
      order = conferredOn.compareTo(that.conferredOn());
    }
    if (order == 0) {
      order = degreeLevel.compareTo(that.degreeLevel());
    }
    return order != 0 ? order : firstCip().compareTo(that.firstCip());
  }
}
