package org.pathline.serve;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.time.InstantSource;
import org.pathline.access.Tokens;
import org.pathline.serve.Gate.Who;

/**
 * How the page gets a token without anybody typing one: who has a token asks for a code, opens the
 * page with it, and the page takes a token of its own for it, once.
 *
 * <p>The code stands behind the {@code #} of the address, which no browser sends to a server. Both
 * are asked for with a header that no other site can make a browser send, so that there is nothing
 * to forge.
 */
final class Entrance {
  /** What an address ends with, before the code. */
  static final String FRAGMENT = "/#code=";

  static final String CODES = "/api/codes";
  private static final String TOKENS = "/api/tokens";
  private static final String BEARER = "Bearer ";

  private final Tokens tokens;
  private final OneTimeCodes codes = new OneTimeCodes(InstantSource.system());

  Entrance(Tokens tokens) {
    this.tokens = tokens;
  }

  void addTo(RoutesConfig routes) {
    routes.post(CODES, context -> tell(context, "code", codes.issue()), Who.ANALYSTS);
    routes.post(TOKENS, this::token, Who.EVERYONE);
  }

  private void token(Context context) {
    String authorization = String.valueOf(context.header("Authorization"));
    if (!authorization.startsWith(BEARER)
        || !codes.use(authorization.substring(BEARER.length()).strip())) {
      throw new HttpResponseException(
          Gate.UNAUTHORIZED,
          "this address was opened before, or is older than "
              + OneTimeCodes.VALID.toMinutes()
              + " minutes; `pathline serve --link` prints a new one");
    }
    tell(context, "token", tokens.issue(Tokens.SMALL_GROUPS));
  }

  private static void tell(Context context, String name, String secret) {
    context
        .header("Cache-Control", "no-store")
        .contentType("application/json; charset=utf-8")
        .result(JsonNodeFactory.instance.objectNode().put(name, secret).toString());
  }
}
