package org.pathline.serve;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.Javalin;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.plugin.bundled.RateLimitPlugin;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.pathline.cluster.ClusterException;
import org.pathline.ops.LagJson;
import org.pathline.ops.SmallConnector;
import org.pathline.release.ReleasedTables;
import org.pathline.report.Answer;
import org.pathline.report.AnswerAtOffsets;
import org.pathline.serve.Gate.Who;
import org.pathline.tables.Database;
import org.pathline.topics.Unanswerable;

/** The HTTP side of {@code pathline serve}: the API, its description, events, and the page. */
public final class ServeServer implements AutoCloseable {
  private static final int NOT_FOUND = 404;

  /**
   * The effects of a large state take minutes. An event stream ends then, and is asked for anew.
   */
  private static final long SECONDS_TO_ANSWER = 600;

  /** Nothing is asked with a body. */
  private static final long MOST_BODY_BYTES = 4 << 10;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Serving serving;
  private final CutReplies replies;
  private final Watchers watchers;
  private final Javalin server;

  /**
   * Begins to serve.
   *
   * @param releases what is public already and is shown to everyone
   * @param port 0 for any that is free
   * @throws ClusterException when the port is taken
   */
  public ServeServer(Serving serving, ReleasedTables releases, String host, int port) {
    this.serving = serving;
    this.replies = new CutReplies(serving);
    this.watchers = new Watchers(serving);
    Releases ofReleases = new Releases(releases);
    Entrance entrance = new Entrance(serving.tokens());
    Gate gate = new Gate(serving.tokens());
    watchers.begin();
    server =
        SmallConnector.serve(
            host,
            port,
            SECONDS_TO_ANSWER,
            config -> {
              config.http.maxRequestSize = MOST_BODY_BYTES;
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
              config.routes.sse("/events", watchers::add, Who.WATCHERS);
              entrance.addTo(config.routes);
              new Page().addTo(config.routes);
              config.routes.exception(
                  Questions.Misasked.class, (e, context) -> error(context, ServeClient.WRONG, e));
              config.routes.exception(
                  Unanswerable.class, (e, context) -> error(context, NOT_FOUND, e));
              config.routes.exception(
                  HttpResponseException.class, (e, context) -> error(context, e.getStatus(), e));
            });
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
    context
        .status(status)
        .contentType(Body.JSON)
        .result(MAPPER.createObjectNode().put("error", String.valueOf(e.getMessage())).toString());
  }

  private void question(Context context) {
    replies.answer(
        context,
        state -> {
          Map<String, List<String>> parameters = new TreeMap<>(context.queryParamMap());
          parameters.remove("");
          List<String> formats = parameters.remove("format");
          String format = formats == null ? "json" : formats.get(0);
          Answer answer =
              serving
                  .questions()
                  .answer(context.pathParam("question"), parameters, state.standing());
          return Body.of(
              format,
              new AnswerAtOffsets(answer, state.cut().offsets()),
              String.valueOf(context.header("Accept")).contains(ServeClient.PRINTED));
        });
  }

  private void flows(Context context) {
    replies.answer(
        context,
        state -> {
          FlowsQuestion question = FlowsQuestion.of(context.queryParams("where"));
          ObjectNode flows = inDatabase(database -> Flows.of(database, question));
          return Body.of(context.queryParam("format"), flows, () -> Flows.flat(flows));
        });
  }

  private void dimensions(Context context) {
    replies.answer(context, state -> Body.json(inDatabase(CohortChoices::dimensions)));
  }

  private void regimes(Context context) {
    replies.answer(context, state -> Body.json(inDatabase(CohortChoices::regimes)));
  }

  private ObjectNode inDatabase(Function<Database, ObjectNode> question) {
    try (Database own = serving.live().database().second()) {
      return question.apply(own);
    }
  }

  private void lag(Context context) {
    ObjectNode root = LagJson.of(serving.monitor());
    root.setAll(LagJson.counts(serving.monitor()));
    context.contentType(Body.JSON).result(root.toString());
  }

  private void cut(Context context) {
    context.contentType(Body.JSON).result(CutState.of(serving).toString());
  }

  /** Whether it works; what else there is to know of it may tell of students. */
  private void health(Context context) {
    String name = CutState.name(serving);
    context
        .status(name.equals("LIVE") ? ServeClient.GOOD : ServeClient.NOT_READY)
        .contentType(Body.JSON)
        .result(MAPPER.createObjectNode().put("state", name).toString());
  }

  private void openApi(Context context) {
    context.contentType(Body.JSON).result(OpenApi.of(serving.questions()).toPrettyString());
  }

  /** Port that is listened on. */
  public int port() {
    return server.port();
  }

  @Override
  public void close() {
    watchers.close();
    server.stop();
  }
}
