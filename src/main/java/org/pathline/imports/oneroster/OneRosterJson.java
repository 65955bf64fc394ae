package org.pathline.imports.oneroster;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;
import org.pathline.imports.JsonRecord;

/**
 * A record of the REST resources under the names of the tables: {@code classSourcedId} is the id of
 * the reference {@code class}, {@code termSourcedIds} those of {@code terms}.
 */
final class OneRosterJson extends JsonRecord {
  private static final String ONE = "SourcedId";
  private static final String MANY = "SourcedIds";

  OneRosterJson(JsonNode node) {
    super(node);
  }

  @Override
  protected @Nullable JsonNode find(JsonNode object, String field) {
    JsonNode value = object.get(field);
    if (value == null && field.endsWith(MANY)) {
      value = object.get(field.substring(0, field.length() - MANY.length()) + "s");
    } else if (value == null && field.endsWith(ONE)) {
      value = object.get(field.substring(0, field.length() - ONE.length()));
    }
    return value;
  }
}
