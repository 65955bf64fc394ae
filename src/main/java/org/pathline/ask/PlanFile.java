package org.pathline.ask;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.pathline.ask.EffectWords.BasePeriod;
import org.pathline.ask.EffectWords.Control;
import org.pathline.ask.EffectWords.CovariateMethod;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.answer.Plan;
import org.pathline.domain.effect.cell.Subgroup;
import org.pathline.domain.effect.generality.Target;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Settings;
import org.pathline.topics.Unanswerable;
import org.pathline.words.Names;

/** A plan in a JSON file; what is not written is as `pathline effects` has it. */
public final class PlanFile {
  private static final Set<String> FIELDS =
      new TreeSet<>(
          Set.of(
              "outcomes",
              "subgroups",
              "control",
              "base",
              "method",
              "anticipation",
              "covariates",
              "anchorGrade",
              "stemList",
              "target",
              "smallestEffect"));

  private PlanFile() {}

  /**
   * Reads a plan.
   *
   * @throws Unanswerable with the file and field of what cannot be used
   */
  public static Plan read(Path file) {
    try {
      JsonNode json = new ObjectMapper().readTree(Files.readString(file));
      if (json == null || !json.isObject()) {
        throw new IllegalArgumentException("a plan is a JSON object");
      }
      for (Iterator<String> names = json.fieldNames(); names.hasNext(); ) {
        String name = names.next();
        if (!FIELDS.contains(name)) {
          throw new IllegalArgumentException(Names.none("field", name, FIELDS));
        }
      }
      return plan(json);
    } catch (NoSuchFileException e) {
      throw new Unanswerable("there is no file " + file, e);
    } catch (JsonProcessingException e) {
      throw new Unanswerable(file + " is no JSON: " + e.getOriginalMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new Unanswerable("the plan " + file + " cannot be used: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new Unanswerable("cannot read " + file + ": " + e.getMessage(), e);
    }
  }

  private static Plan plan(JsonNode json) {
    List<Outcome> outcomes = new ArrayList<>();
    for (String label : texts(json, "outcomes", List.of())) {
      outcomes.add(
          Outcome.labelled(label)
              .orElseThrow(
                  () ->
                      new IllegalArgumentException(
                          "outcomes: there is no '" + label + "'; see `pathline outcomes`")));
    }
    Specification specification =
        new Specification(
            choice(json, "control", Control.notyettreated).comparison,
            choice(json, "base", BasePeriod.varying).base,
            choice(json, "method", CovariateMethod.dr).method,
            whole(json, "anticipation", 0));
    String target = json.path("target").asText(Target.ALL_TEXT);
    return new Plan(
        new Settings(
            whole(json, "anchorGrade", Settings.DEFAULT.anchorGrade()),
            json.path("stemList").asText(Settings.DEFAULT.stemList())),
        Subject.MATHEMATICS,
        outcomes,
        texts(json, "subgroups", List.of(Subgroup.ALL_TEXT)).stream().map(Subgroup::parse).toList(),
        specification,
        texts(json, "covariates", List.of()).stream().map(EffectWords::characteristic).toList(),
        Target.parse(target).text(),
        number(json, "smallestEffect"));
  }

  private static List<String> texts(JsonNode json, String field, List<String> otherwise) {
    if (!json.has(field)) {
      return otherwise;
    }
    List<String> texts = new ArrayList<>();
    json.get(field).forEach(each -> texts.add(each.asText()));
    if (!json.get(field).isArray()) {
      throw new IllegalArgumentException(field + ": is a list, such as [\"…\"]");
    }
    return texts;
  }

  private static int whole(JsonNode json, String field, int otherwise) {
    JsonNode written = json.path(field);
    if (written.isMissingNode()) {
      return otherwise;
    }
    if (!written.isIntegralNumber() || !written.canConvertToInt() || written.asInt() < 0) {
      throw new IllegalArgumentException(
          field + ": is " + written + "; give a whole number, 0 or more");
    }
    return written.asInt();
  }

  private static double number(JsonNode json, String field) {
    JsonNode written = json.path(field);
    if (!written.isNumber()) {
      throw new IllegalArgumentException(
          written.isMissingNode()
              ? field + ": is missing; give a number, such as 0.02 for two points"
              : field + ": is " + written + "; give a number, such as 0.02 for two points");
    }
    return written.asDouble();
  }

  private static <E extends Enum<E>> E choice(JsonNode json, String field, E usual) {
    String written = json.path(field).asText(usual.name()).toLowerCase(Locale.ROOT);
    List<E> all = List.of(usual.getDeclaringClass().getEnumConstants());
    return all.stream()
        .filter(each -> each.name().equals(written))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    field
                        + ": is '"
                        + written
                        + "'; there are "
                        + String.join(" ", all.stream().map(Enum::name).toList())));
  }
}
