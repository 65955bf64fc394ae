package org.pathline.serve;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/** Replies that are computed of one cut, and kept for who asks the same at that cut. */
final class CutReplies {
  private static final int NOT_MODIFIED = 304;
  private static final int KEPT_ANSWERS = 256;

  private final Serving serving;

  /** Answers that were computed at the latest cut, by what was asked. */
  private final Map<String, Body> kept =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Body> eldest) {
          return size() > KEPT_ANSWERS;
        }
      };

  CutReplies(Serving serving) {
    this.serving = serving;
  }

  /**
   * Computes something of one cut, or says that it has not changed since it was asked last.
   *
   * @throws HttpResponseException before the first cut
   */
  void answer(Context context, Function<Live.State, Body> reply) {
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
                  context.header("Pathline-State", CutState.name(serving, state));
                  if (tag.equals(context.header("If-None-Match"))) {
                    return null;
                  }
                  return kept(context, tag, () -> reply.apply(state));
                });
    if (body == null) {
      context.status(NOT_MODIFIED);
    } else {
      body.sendTo(context);
    }
  }

  private Live.State state() {
    Live.State state = serving.live().state();
    if (state == null) {
      String failure = serving.follower().failure();
      throw new HttpResponseException(
          ServeClient.NOT_READY,
          failure == null ? "still reading what stands; ask again" : failure);
    }
    return state;
  }

  private Body kept(Context context, String tag, Supplier<Body> compute) {
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
}
