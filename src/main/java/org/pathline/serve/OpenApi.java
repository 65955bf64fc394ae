package org.pathline.serve;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pathline.Main;
import org.pathline.access.Tokens;

/** The API's description of itself, made from what the questions say of themselves. */
final class OpenApi {
  private static final Map<String, String> FURTHER =
      new TreeMap<>(
          Map.of(
              "cut",
                  "The cut that answers stand for: its name, offsets, and whether Kafka answers.",
              "dimensions", "Values of the dimensions that cells can be chosen by.",
              "regimes", "The regime in force for each school and anchor year.",
              "flows",
                  "How many students went from which state of a stage to which of the next, from"
                      + " grade 7 to a STEM degree.",
              "releases",
                  "Releases that are served; with the parameters release and table the rows of one,"
                      + " also as format csv, arrow or parquet. They hold for all time and need no"
                      + " token.",
              "lag", "Lag of the topologies, freshness, bad records and what is set aside."));

  private OpenApi() {}

  static ObjectNode of(Questions questions) {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("openapi", "3.0.3");
    root.putObject("info")
        .put("title", "Pathline")
        .put(
            "description",
            "What the commands answer, under the same names, parameters and columns. Every answer"
                + " stands for one cut, which its ETag names. All but releases needs a token with"
                + " the scope "
                + Tokens.SMALL_GROUPS
                + "; lag and cut are told to one with the scope "
                + Tokens.METRICS
                + ", too.")
        .put("version", Main.version());
    root.putObject("components")
        .putObject("securitySchemes")
        .putObject("token")
        .put("type", "http")
        .put("scheme", "bearer");
    root.putArray("security").addObject().putArray("token");
    ObjectNode paths = root.putObject("paths");
    for (Questions.Question question : questions.all()) {
      ObjectNode get = get(paths, question.name(), question.about());
      ArrayNode parameters = get.putArray("parameters");
      for (Questions.Parameter parameter : question.parameters()) {
        ObjectNode schema = parameter(parameters, parameter.name(), parameter.about());
        if (parameter.isRepeated()) {
          schema.put("type", "array").putObject("items").put("type", "string");
        } else {
          schema.put("type", parameter.isFlag() ? "boolean" : "string");
        }
      }
      ArrayNode formats =
          parameter(
                  parameters, "format", "Form of the answer; rows is JSON with the columns of CSV.")
              .put("type", "string")
              .put("default", "json")
              .putArray("enum");
      List.of("json", "csv", "arrow", "parquet", "table", "rows").forEach(formats::add);
      ObjectNode responses = get.putObject("responses");
      ObjectNode content =
          responses.putObject("200").put("description", "The answer.").putObject("content");
      for (String type :
          List.of(
              "application/json",
              "text/csv",
              "application/vnd.apache.arrow.stream",
              "application/vnd.apache.parquet",
              "text/plain")) {
        content.putObject(type);
      }
      responses.putObject("304").put("description", "The cut is that of If-None-Match.");
      responses.putObject("400").put("description", "Asked wrongly; error says how.");
      responses.putObject("401").put("description", "A token is needed; error says which.");
      responses.putObject("403").put("description", "The token is for something else.");
      responses.putObject("404").put("description", "There is no answer as things stand.");
      responses.putObject("503").put("description", "Not everything has been read yet.");
    }
    FURTHER.forEach(
        (name, about) ->
            get(paths, name, about)
                .putObject("responses")
                .putObject("200")
                .put("description", "JSON.")
                .putObject("content")
                .putObject("application/json"));
    // What may be handed on needs no token.
    ((ObjectNode) paths.at("/~1api~1releases/get")).putArray("security");
    return root;
  }

  private static ObjectNode get(ObjectNode paths, String name, String about) {
    return paths
        .putObject("/api/" + name)
        .putObject("get")
        .put("operationId", name)
        .put("summary", about);
  }

  private static ObjectNode parameter(ArrayNode parameters, String name, String about) {
    return parameters
        .addObject()
        .put("name", name)
        .put("in", "query")
        .put("description", about)
        .putObject("schema");
  }
}
