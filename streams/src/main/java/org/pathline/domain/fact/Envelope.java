package org.pathline.domain.fact;

import org.jspecify.annotations.Nullable;

/**
 * What every fact carries.
 *
 * @param studentId pseudonymous id; the alias of an identity link, the policy id of a policy
 * @param recordedAt when the source system recorded this version, in milliseconds since 1970 UTC
 * @param source id of the publishing system
 * @param retracted whether this version withdraws the fact
 * @param factId the publisher's own record id; null or empty where it has none
 */
public record Envelope(
    String studentId, long recordedAt, String source, boolean retracted, @Nullable String factId) {

  /** Whether the publisher gave the fact an id of its own. */
  public boolean hasFactId() {
    return factId != null && !factId.isEmpty();
  }
}
