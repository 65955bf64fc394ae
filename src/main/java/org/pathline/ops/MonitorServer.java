package org.pathline.ops;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.UnauthorizedResponse;
import org.pathline.access.Tokens;
import org.pathline.cluster.ClusterException;

/**
 * Serves what a monitor knows over HTTP: {@code /metrics}, {@code /health/live}, {@code
 * /health/ready} and {@code /lag}.
 *
 * <p>Few connections, threads and bytes, however many clients come and however slow they are.
 */
public final class MonitorServer implements AutoCloseable {
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;

  /** An answer is made at once; who has not taken it by then is too slow. */
  private static final long SECONDS_TO_ANSWER = 10;

  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String JSON = "application/json";

  private final Javalin server;

  /**
   * Begins to serve.
   *
   * @param host address to listen on
   * @param port port to listen on; 0 for any that is free
   * @param tokens where there are any, one with the scope of metrics is needed for all but health
   * @throws ClusterException when the port is taken
   */
  public MonitorServer(Monitor monitor, String host, int port, Tokens tokens) {
    server =
        SmallConnector.serve(
            host,
            port,
            SECONDS_TO_ANSWER,
            config -> {
              config.routes.before(MonitorServer::guard);
              config.routes.before("/metrics", context -> letIn(context, tokens));
              config.routes.before("/lag", context -> letIn(context, tokens));
              config.routes.get(
                  "/metrics",
                  context ->
                      context.contentType(PROMETHEUS_TEXT).result(monitor.meters().scrape()));
              config.routes.get(
                  "/health/live", context -> answer(context, Health.live(monitor), monitor));
              config.routes.get(
                  "/health/ready", context -> answer(context, Health.ready(monitor), monitor));
              config.routes.get(
                  "/lag",
                  context ->
                      context.contentType(JSON).result(LagJson.of(monitor).toPrettyString()));
            });
  }

  /** What is told here is for whoever asks, and not for a browser to show, keep or embed. */
  private static void guard(Context context) {
    context
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        .header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'")
        .header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Cache-Control", "no-store");
  }

  /** A probe must know nothing to see that the process lives. */
  private static void letIn(Context context, Tokens tokens) {
    if (!tokens.isEmpty() && !tokens.has(context.header("Authorization"), Tokens.METRICS)) {
      context.header("WWW-Authenticate", "Bearer");
      throw new UnauthorizedResponse("a token with the scope " + Tokens.METRICS + " is needed");
    }
  }

  private static void answer(Context context, Health health, Monitor monitor) {
    context
        .status(health.good() ? OK : UNAVAILABLE)
        .contentType(JSON)
        .result(LagJson.of(health, monitor).toPrettyString());
  }

  /** Port that is listened on. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    server.stop();
  }
}
