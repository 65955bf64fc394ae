package org.pathline.ops;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.util.function.Consumer;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.pathline.cluster.ClusterException;

/**
 * An HTTP port that is small in everything: few connections, threads and bytes of headers, however
 * many clients come and however slow they are.
 */
public final class SmallConnector {
  /**
   * One accepts, one selects, two are spare, and there is one for each connection: a client that
   * does not take its answer holds its thread. More than a few are only there while it does.
   */
  private static final int THREADS = FewConnections.MOST + 4;

  private static final int FEWEST_THREADS = 2;
  private static final int HEADER_BYTES = 8 << 10;
  private static final long LONGEST_IDLE_SECONDS = 30;
  private static final int WAITING_TO_BE_ACCEPTED = 256;

  private SmallConnector() {}

  /**
   * Serves at a port.
   *
   * @param port 0 for any that is free
   * @param secondsToAnswer how long an answer may take until it has been made and taken; a request
   *     must come in within ten
   * @param routes adds what is served
   * @throws ClusterException when the port is taken
   */
  public static Javalin serve(
      String host, int port, long secondsToAnswer, Consumer<JavalinConfig> routes) {
    Javalin server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.jetty.threadPool = new QueuedThreadPool(THREADS, FEWEST_THREADS);
              config.jetty.addConnector(
                  (jetty, http) -> connector(jetty, http, host, port, secondsToAnswer));
              routes.accept(config);
            });
    try {
      return server.start(host, port);
    } catch (JavalinBindException e) {
      throw new ClusterException(
          "cannot serve on " + host + ":" + port + ", which is taken; choose another port", e);
    }
  }

  private static ServerConnector connector(
      Server server, HttpConfiguration http, String host, int port, long secondsToAnswer) {
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(1_000 * Math.min(secondsToAnswer, LONGEST_IDLE_SECONDS));
    connector.setAcceptQueueSize(WAITING_TO_BE_ACCEPTED);
    FewConnections few = new FewConnections(connector.getScheduler(), secondsToAnswer);
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
}
