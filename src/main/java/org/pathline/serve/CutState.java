package org.pathline.serve;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.pathline.topics.Cut;

/** What watchers are told: which cut is served, and whether the broker still answers. */
final class CutState {
  private CutState() {}

  /** Name of the state that is served in: READING until the first cut, LIVE, or BROKER_DOWN. */
  static String name(Serving serving) {
    return name(serving, serving.live().state());
  }

  static String name(Serving serving, Live.@Nullable State state) {
    return serving.follower().failure() != null
        ? "BROKER_DOWN"
        : state == null ? "READING" : "LIVE";
  }

  static ObjectNode of(Serving serving) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    Live.State state = serving.live().state();
    String failure = serving.follower().failure();
    root.put("state", name(serving, state));
    root.put("reason", failure);
    root.put("secondsSinceAnswer", Math.round(serving.follower().secondsSinceAnswer()));
    if (state != null) {
      root.put("cut", state.cut().id());
      root.put("number", state.number());
      root.put("at", state.at().toString());
      root.set("offsets", Cut.json(state.cut().offsets()));
    }
    return root;
  }
}
