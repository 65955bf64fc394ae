package org.pathline.domain.fact;

import java.time.LocalDate;

/** Postsecondary records were searched through a date, whether or not any was found. */
public record PostsecondarySearch(Envelope envelope, LocalDate searchedThrough, boolean recordFound)
    implements Fact {

  @Override
  public FactType type() {
    return FactType.SEARCHES;
  }

  @Override
  public String naturalKey() {
    return envelope.source() + "|" + searchedThrough;
  }

  @Override
  public int compareNaturalKey(Fact other) {
    PostsecondarySearch that = (PostsecondarySearch) other;
    int order = envelope.source().compareTo(that.envelope.source());
    return order != 0 ? order : searchedThrough.compareTo(that.searchedThrough());
  }
}
