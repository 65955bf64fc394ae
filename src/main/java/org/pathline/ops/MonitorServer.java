package org.pathline.ops;

import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.UnauthorizedResponse;
import io.javalin.util.JavalinBindException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
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

  /**
   * One accepts, one selects, two are spare, and there is one for each connection: a client that
   * does not take its answer holds its thread. More than a few are only there while it does.
   */
  private static final int THREADS = FewConnections.MOST + 4;

  private static final int FEWEST_THREADS = 2;
  private static final int HEADER_BYTES = 8 << 10;
  private static final long IDLE_MILLIS = 10_000;
  private static final int WAITING_TO_BE_ACCEPTED = 256;
  private static final String PROMETHEUS_TEXT = "text/plain; version=0.0.4; charset=utf-8";
  private static final String JSON = "application/json";

  private final Javalin server;

  /** Begins to serve whoever asks. */
  public MonitorServer(Monitor monitor, String host, int port) {
    this(monitor, host, port, new Tokens());
  }

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
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.jetty.threadPool = new QueuedThreadPool(THREADS, FEWEST_THREADS);
              config.jetty.addConnector((jetty, http) -> connector(jetty, http, host, port));
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
    try {
      server.start(host, port);
    } catch (JavalinBindException e) {
      throw new ClusterException(
          "cannot serve on " + host + ":" + port + ", which is taken; choose another port", e);
    }
  }

  /** Small in everything: it answers a scraper and a probe, not the public. */
  private static ServerConnector connector(
      Server server, HttpConfiguration http, String host, int port) {
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.setAcceptQueueSize(WAITING_TO_BE_ACCEPTED);
    FewConnections few = new FewConnections(connector.getScheduler());
    connector.addBean(few);
    connector.addEventListener(
        new LifeCycle.Listener() {
          @Override
          public void lifeCycleStarted(LifeCycle started) {
            few.begin();
          }
        });
    return connector;
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
