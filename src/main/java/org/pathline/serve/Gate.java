package org.pathline.serve;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.plugin.bundled.RateLimitPlugin;
import io.javalin.security.RouteRole;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.pathline.access.Tokens;

/**
 * Decides who is let in to what.
 *
 * <p>Without a token nothing is told that is computed from students who stand: not counts, not that
 * there is such a group, and not when something changes. Whether a group is small cannot be judged
 * by one answer, because answers to many questions, at many cuts, can be taken from each other.
 * What may be told to everyone was protected as a whole beforehand: releases. A route is closed
 * unless it says otherwise.
 */
final class Gate {
  /** Who may ask. */
  enum Who implements RouteRole {
    /** Everyone: what is asked holds nothing of students but releases. */
    EVERYONE(Set.of()),
    /** Those who watch whether it works, and those who may see everything. */
    WATCHERS(Set.of(Tokens.METRICS, Tokens.SMALL_GROUPS)),
    /** Those who may see small groups. */
    ANALYSTS(Set.of(Tokens.SMALL_GROUPS));

    private final Set<String> scopes;

    Who(Set<String> scopes) {
      this.scopes = scopes;
    }
  }

  static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;

  /** A page without a token takes ten. Whoever has a token is trusted with more. */
  private static final int REQUESTS_A_SECOND = 100;

  private final Tokens tokens;

  Gate(Tokens tokens) {
    this.tokens = tokens;
  }

  /**
   * Lets a request pass or refuses it.
   *
   * @throws HttpResponseException where its token is missing, unknown, or for something else
   */
  void letIn(Context context) {
    Who who =
        context.routeRoles().stream()
            .filter(Who.class::isInstance)
            .map(Who.class::cast)
            .findFirst()
            .orElse(Who.ANALYSTS);
    String authorization = context.header("Authorization");
    if (who.scopes.stream().anyMatch(scope -> tokens.has(authorization, scope))) {
      // Neither a browser nor a proxy keeps what others must not see.
      context.header("Cache-Control", "no-store").header("Vary", "Authorization, Accept");
      return;
    }
    context.with(RateLimitPlugin.class).requestPerTimeUnit(REQUESTS_A_SECOND, TimeUnit.SECONDS);
    if (who == Who.EVERYONE) {
      return;
    }
    context.header("Cache-Control", "no-store").header("WWW-Authenticate", "Bearer");
    String needed =
        "a token with the scope " + String.join(" or ", who.scopes.stream().sorted().toList());
    if (authorization == null) {
      throw new HttpResponseException(
          UNAUTHORIZED,
          needed + " is needed (--token-file); without one there are releases: /api/releases");
    }
    throw tokens.isUnknown(authorization)
        ? new HttpResponseException(
            UNAUTHORIZED, "the token is not known; " + needed + " is needed")
        : new HttpResponseException(
            FORBIDDEN, "the token is for something else; " + needed + " is needed");
  }
}
