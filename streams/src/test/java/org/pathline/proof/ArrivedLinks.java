package org.pathline.proof;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pathline.domain.fact.FactOrder;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.streams.codec.FactCodec;

/** Every link that has arrived, and where each alias goes by those that stand. */
public final class ArrivedLinks {
  private final FactCodec encoding = new FactCodec();
  private final Map<String, List<IdentityLink>> links = new HashMap<>();

  /** Id to which the alias of a link goes once the link has arrived; null where none stands. */
  public String canonicalAfter(IdentityLink arrival) {
    List<IdentityLink> messages =
        links.computeIfAbsent(arrival.envelope().studentId(), absent -> new ArrayList<>());
    messages.add(arrival);
    IdentityLink greatest = null;
    for (IdentityLink link : messages) {
      boolean superseded =
          messages.stream()
              .anyMatch(
                  other ->
                      FactOrder.BY_IDENTITY.compare(link, other) == 0
                          && FactOrder.supersedes(other, link, encoding));
      if (!superseded
          && !link.envelope().retracted()
          && (greatest == null || FactOrder.supersedes(link, greatest, encoding))) {
        greatest = link;
      }
    }
    return greatest == null ? null : greatest.canonicalId();
  }
}
