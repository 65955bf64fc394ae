package org.pathline.oracle;

import java.util.List;
import org.pathline.domain.fact.Fact;

/**
 * What happened to some students, and how the word of it arrived.
 *
 * @param seed seed from which the history can be made again
 * @param latest latest version of each fact under each id: what a tidy publisher would send
 * @param delivery all messages in order of arrival, with old versions, rule-breakers and duplicates
 */
public record History(long seed, List<Fact> latest, List<Fact> delivery) {
  @Override
  public String toString() {
    return "History(seed " + seed + ", " + delivery.size() + " messages)";
  }
}
