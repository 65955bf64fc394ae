package org.pathline.ops;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.util.JavalinBindException;
import org.pathline.cluster.ClusterException;

/**
 * Serves what a monitor knows over HTTP: {@code /metrics}, {@code /health/live}, {@code
 * /health/ready} and {@code /lag}.
 */
public final class MonitorServer implements AutoCloseable {
  private static final int OK = 200;
  private static final int UNAVAILABLE = 503;
  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String JSON = "application/json";

  private final Javalin server;

  /**
   * Begins to serve.
   *
   * @param host address to listen on
   * @param port port to listen on; 0 for any that is free
   * @throws ClusterException when the port is taken
   */
  public MonitorServer(Monitor monitor, String host, int port) {
    server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
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
    try {
      server.start(host, port);
    } catch (JavalinBindException e) {
      throw new ClusterException(
          "cannot serve on " + host + ":" + port + ", which is taken; choose another port", e);
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
