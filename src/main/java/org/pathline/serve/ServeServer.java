package org.pathline.serve;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.sse.SseClient;
import io.javalin.plugin.bundled.RateLimitPlugin;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pathline.ask.Dimension;
import org.pathline.cluster.ClusterException;
import org.pathline.ops.LagJson;
import org.pathline.ops.SmallConnector;
import org.pathline.release.ReleasedTables;
import org.pathline.report.Answer;
import org.pathline.report.AnswerAtOffsets;
import org.pathline.report.AnswerFormat;
import org.pathline.report.RowAnswer;
import org.pathline.serve.Gate.Who;
import org.pathline.tables.Database;
import org.pathline.topics.Unanswerable;
import org.pathline.words.Names;

/** The HTTP side of {@code pathline serve}: the API, its description, events, and the page. */
public final class ServeServer implements AutoCloseable {
  private static final int NOT_MODIFIED = 304;
  private static final int NOT_FOUND = 404;

  /**
   * The effects of a large state take minutes. An event stream ends then, and is asked for anew.
   */
  private static final long SECONDS_TO_ANSWER = 600;

  /** Nothing is asked with a body. */
  private static final long MOST_BODY_BYTES = 4 << 10;

  private static final long BETWEEN_BEATS_SECONDS = 2;
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final int KEPT_ANSWERS = 256;

  private final Serving serving;
  private final Javalin server;
  private final Queue<SseClient> watchers = new ConcurrentLinkedQueue<>();

  /** Tells watchers, so that a slow one keeps back neither the next cut nor an answer. */
  private final ScheduledExecutorService telling =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            Thread thread = new Thread(task, "pathline-watchers");
            thread.setDaemon(true);
            return thread;
          });

  /** Answers that were computed at the latest cut, by what was asked. */
  private final Map<String, Body> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Body> eldest) {
          return size() > KEPT_ANSWERS;
        }
      };

  /**
   * Begins to serve.
   *
   * @param port 0 for any that is free
   * @throws ClusterException when the port is taken
   */
  public ServeServer(Serving serving, String host, int port) {
    this(serving, ReleasedTables.none(), host, port);
  }

  /**
   * Begins to serve, releases among others.
   *
   * @param releases what is public already and is shown to everyone
   * @param port 0 for any that is free
   * @throws ClusterException when the port is taken
   */
  public ServeServer(Serving serving, ReleasedTables releases, String host, int port) {
    this.serving = serving;
    Releases ofReleases = new Releases(releases);
    Entrance entrance = new Entrance(serving.tokens());
    Gate gate = new Gate(serving.tokens());
    server =
        Javalin.create(
            config -> {
              config.startup.showJavalinBanner = false;
              config.http.maxRequestSize = MOST_BODY_BYTES;
              config.jetty.threadPool = SmallConnector.threads();
              config.jetty.addConnector(
                  (jetty, http) -> SmallConnector.of(jetty, http, host, port, SECONDS_TO_ANSWER));
              config.registerPlugin(
                  new RateLimitPlugin(limit -> limit.setKeyFunction(Context::ip)));
              config.routes.before(ServeServer::secure);
              config.routes.beforeMatched(gate::letIn);
              config.routes.get("/api/cut", this::cut, Who.WATCHERS);
              config.routes.get("/api/dimensions", this::dimensions, Who.ANALYSTS);
              config.routes.get("/api/regimes", this::regimes, Who.ANALYSTS);
              config.routes.get("/api/flows", this::flows, Who.ANALYSTS);
              config.routes.get("/api/lag", this::lag, Who.WATCHERS);
              config.routes.get("/api/releases", ofReleases::answer, Who.EVERYONE);
              config.routes.get("/api/{question}", this::question, Who.ANALYSTS);
              config.routes.get("/openapi.json", this::openApi, Who.EVERYONE);
              config.routes.get("/health", this::health, Who.EVERYONE);
              config.routes.sse("/events", this::watch, Who.WATCHERS);
              entrance.addTo(config.routes);
              new Page().addTo(config.routes);
              config.routes.exception(
                  Questions.Misasked.class, (e, context) -> error(context, ServeClient.WRONG, e));
              config.routes.exception(
                  Unanswerable.class, (e, context) -> error(context, NOT_FOUND, e));
              config.routes.exception(
                  NotReady.class, (e, context) -> error(context, ServeClient.NOT_READY, e));
              config.routes.exception(
                  Gate.Refused.class, (e, context) -> error(context, e.status(), e));
              config.routes.exception(
                  HttpResponseException.class, (e, context) -> error(context, e.getStatus(), e));
            });
    serving.live().onChange(() -> telling.execute(this::tell));
    telling.scheduleWithFixedDelay(
        this::tell, BETWEEN_BEATS_SECONDS, BETWEEN_BEATS_SECONDS, TimeUnit.SECONDS);
    try {
      server.start(host, port);
    } catch (JavalinBindException e) {
      throw new ClusterException(
          "cannot serve on " + host + ":" + port + ", which is taken; choose another --port", e);
    }
  }

  /** Nothing has been read to the end yet. */
  private static final class NotReady extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotReady(String message) {
      super(message);
    }
  }

  private static void secure(Context context) {
    context
        .header(
            "Content-Security-Policy",
            "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none';"
                + " form-action 'self'; frame-ancestors 'none'")
        .header("X-Content-Type-Options", "nosniff")
        .header("X-Frame-Options", "DENY")
        .header("Cross-Origin-Resource-Policy", "same-origin")
        .header("Referrer-Policy", "no-referrer")
        .header("Cache-Control", "no-cache");
  }

  private static void error(Context context, int status, Exception e) {
    error(context, status, String.valueOf(e.getMessage()));
  }

  private static void error(Context context, int status, String message) {
    context
        .status(status)
        .contentType(Body.JSON)
        .result(MAPPER.createObjectNode().put("error", message).toString());
  }

  private Live.State state() {
    Live.State state = serving.live().state();
    if (state == null) {
      String failure = serving.follower().failure();
      throw new NotReady(failure == null ? "still reading what stands; ask again" : failure);
    }
    return state;
  }

  /** Computes something of one cut, or says that it has not changed since it was asked last. */
  private void atTheCut(Context context, Reply reply) {
    state();
    Body body =
        serving
            .live()
            .read(
                () -> {
                  Live.State state = state();
                  String tag = "\"" + state.cut().id() + "\"";
                  context.header("ETag", tag);
                  context.header("Pathline-Cut", state.cut().id());
                  context.header("Pathline-State", name(state));
                  if (tag.equals(context.header("If-None-Match"))) {
                    return null;
                  }
                  return kept(context, tag, () -> reply.of(state));
                });
    if (body == null) {
      context.status(NOT_MODIFIED);
    } else {
      body.sendTo(context);
    }
  }

  @FunctionalInterface
  private interface Reply {
    Body of(Live.State state);
  }

  private Body kept(Context context, String tag, java.util.function.Supplier<Body> compute) {
    String key =
        tag + context.path() + '?' + context.queryString() + ' ' + context.header("Accept");
    synchronized (kept) {
      Body body = kept.get(key);
      if (body != null) {
        return body;
      }
    }
    Body body = compute.get();
    synchronized (kept) {
      kept.put(key, body);
    }
    return body;
  }

  private void question(Context context) {
    atTheCut(
        context,
        state -> {
          Map<String, List<String>> parameters = new TreeMap<>(context.queryParamMap());
          parameters.remove("");
          List<String> formats = parameters.remove("format");
          String format = formats == null ? "json" : formats.get(0);
          RowAnswer answer =
              serving
                  .questions()
                  .answer(context.pathParam("question"), parameters, state.standing());
          return body(
              new AnswerAtOffsets(answer, state.cut().offsets()),
              format,
              String.valueOf(context.header("Accept")));
        });
  }

  private static Body body(RowAnswer answer, String format, String accept) {
    try {
      if (accept.contains(ServeClient.PRINTED)) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        answer.print(AnswerFormat.valueOf(format), new PrintWriter(out), new PrintWriter(err));
        return Body.json(
            MAPPER.createObjectNode().put("out", out.toString()).put("err", err.toString()));
      }
      return switch (format) {
        case "json" -> Body.text(Body.JSON, Answer.text(answer.json()));
        case "rows" -> Body.json(answer.rows().flat());
        case "csv", "table" -> {
          StringWriter out = new StringWriter();
          answer.print(
              AnswerFormat.valueOf(format),
              new PrintWriter(out),
              new PrintWriter(new StringWriter()));
          yield Body.text(
              format.equals("csv") ? Body.CSV : "text/plain; charset=utf-8", out.toString());
        }
        case "arrow" -> Body.arrow(answer.rows().flat());
        case "parquet" -> Body.parquet(answer.rows().flat());
        default ->
            throw new Questions.Misasked(
                Names.none(
                    "format", format, List.of("json", "csv", "arrow", "parquet", "table", "rows")));
      };
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void flows(Context context) {
    atTheCut(
        context,
        state -> {
          Map<Dimension, Set<String>> where = new TreeMap<>();
          Set<String> regimes = new java.util.TreeSet<>();
          for (String condition : context.queryParams("where")) {
            int equals = condition.indexOf('=');
            String label = equals < 0 ? condition : condition.substring(0, equals);
            List<String> values =
                equals < 0 ? List.of() : List.of(condition.substring(equals + 1).split(",", -1));
            if (label.equals("regime")) {
              regimes.addAll(values);
            } else {
              Dimension dimension =
                  Dimension.labelled(label)
                      .orElseThrow(
                          () ->
                              new Questions.Misasked(
                                  "where: "
                                      + Names.none(
                                          "dimension",
                                          label,
                                          Stream.concat(
                                                  Stream.of("regime"), Dimension.labels().stream())
                                              .toList())));
              where.computeIfAbsent(dimension, absent -> new java.util.TreeSet<>()).addAll(values);
            }
          }
          ObjectNode flows = flows(where, regimes);
          return Body.of(context.queryParam("format"), flows, () -> Flows.flat(flows));
        });
  }

  private ObjectNode flows(Map<Dimension, Set<String>> where, Set<String> regimes) {
    try (Database own = serving.live().database().second()) {
      return Flows.of(own, where, regimes);
    }
  }

  private void dimensions(Context context) {
    atTheCut(
        context,
        state -> {
          ObjectNode root = MAPPER.createObjectNode();
          try (Database own = serving.live().database().second()) {
            for (Dimension dimension : Dimension.values()) {
              var values = root.putArray(dimension.label());
              own.rows(
                  "SELECT DISTINCT "
                      + dimension.label()
                      + "::VARCHAR FROM outcome_cells WHERE schoolId IS NOT NULL ORDER BY 1",
                  row -> values.add(row.getString(1)));
            }
            var regimes = root.putArray("regime");
            own.rows(
                "SELECT DISTINCT regime FROM cohort_regimes ORDER BY 1",
                row -> regimes.add(row.getString(1)));
            var settings = root.putArray("settings");
            own.rows(
                "SELECT DISTINCT anchorGrade, stemList FROM outcome_cells ORDER BY ALL",
                row ->
                    settings
                        .addObject()
                        .put("anchorGrade", row.getInt(1))
                        .put("stemList", row.getString(2)));
          }
          return Body.json(root);
        });
  }

  private void regimes(Context context) {
    atTheCut(
        context,
        state -> {
          ObjectNode root = MAPPER.createObjectNode();
          var rows = root.putArray("rows");
          try (Database own = serving.live().database().second()) {
            own.rows(
                "SELECT districtId, schoolId, anchorYear, subject, regime FROM cohort_regimes"
                    + " ORDER BY ALL",
                row ->
                    rows.addObject()
                        .put("districtId", row.getString(1))
                        .put("schoolId", row.getString(2))
                        .put("anchorYear", row.getInt(3))
                        .put("subject", row.getString(4))
                        .put("regime", row.getString(5)));
          }
          return Body.json(root);
        });
  }

  private void lag(Context context) {
    ObjectNode root = LagJson.of(serving.monitor());
    root.setAll(LagJson.counts(serving.monitor()));
    context.contentType(Body.JSON).result(root.toString());
  }

  private String name(Live.@Nullable State state) {
    return serving.follower().failure() != null
        ? "BROKER_DOWN"
        : state == null ? "READING" : "LIVE";
  }

  private ObjectNode describe() {
    ObjectNode root = MAPPER.createObjectNode();
    Live.State state = serving.live().state();
    String failure = serving.follower().failure();
    root.put("state", name(state));
    root.put("reason", failure);
    root.put("secondsSinceAnswer", Math.round(serving.follower().secondsSinceAnswer()));
    if (state != null) {
      root.put("cut", state.cut().id());
      root.put("number", state.number());
      root.put("at", state.at().toString());
      ObjectNode offsets = root.putObject("offsets");
      state
          .cut()
          .offsets()
          .forEach(
              (topic, ends) -> {
                ObjectNode of = offsets.putObject(topic);
                ends.forEach((partition, end) -> of.put(partition.toString(), end));
              });
    }
    return root;
  }

  private void cut(Context context) {
    context.contentType(Body.JSON).result(describe().toString());
  }

  /** Whether it works; what else there is to know of it may tell of students. */
  private void health(Context context) {
    String name = name(serving.live().state());
    context
        .status(name.equals("LIVE") ? ServeClient.GOOD : ServeClient.NOT_READY)
        .contentType(Body.JSON)
        .result(MAPPER.createObjectNode().put("state", name).toString());
  }

  private void openApi(Context context) {
    context.contentType(Body.JSON).result(OpenApi.of(serving.questions()).toPrettyString());
  }

  private void watch(SseClient client) {
    client.keepAlive();
    client.onClose(() -> watchers.remove(client));
    watchers.add(client);
    client.sendEvent("cut", describe().toString());
  }

  private void tell() {
    String text = describe().toString();
    watchers.forEach(client -> client.sendEvent("cut", text));
  }

  /** Port that is listened on. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    telling.shutdownNow();
    watchers.forEach(SseClient::close);
    server.stop();
  }
}
