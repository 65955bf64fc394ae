package org.pathline.streams.codec;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.answer.Plan;
import org.pathline.domain.effect.answer.StandingPlan;
import org.pathline.domain.effect.cell.Covariate;
import org.pathline.domain.effect.cell.Subgroup;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.key.KeyText;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Settings;

/**
 * Plans with the time since which they stand, to and from the bytes of a store.
 *
 * <p>Eight bytes of milliseconds since 1970 UTC, then text: what the plan's hash is of, part by
 * part. It needs no schema, so a task can read its store while no registry answers.
 */
public final class PlanCodec {
  private static final int PARTS = 11;

  private PlanCodec() {}

  /** Bytes of a plan. */
  public static byte[] encode(StandingPlan standing) {
    Plan plan = standing.plan();
    Specification specification = plan.specification();
    byte[] text =
        KeyText.join(
                Integer.toString(plan.settings().anchorGrade()),
                plan.settings().stemList(),
                plan.subject().name(),
                KeyText.join(plan.outcomes().stream().map(Enum::name).toArray(String[]::new)),
                KeyText.join(plan.subgroups().stream().map(Subgroup::text).toArray(String[]::new)),
                specification.comparison().name(),
                specification.base().name(),
                specification.method().name() + " " + specification.anticipation(),
                KeyText.join(plan.covariates().stream().map(Enum::name).toArray(String[]::new)),
                plan.target(),
                Double.toString(plan.smallestEffect()))
            .getBytes(UTF_8);
    return ByteBuffer.allocate(Long.BYTES + text.length)
        .putLong(standing.since().toEpochMilli())
        .put(text)
        .array();
  }

  /**
   * Plan of bytes.
   *
   * @throws IllegalArgumentException when they are of another form
   */
  public static StandingPlan decode(byte[] bytes) {
    String text = new String(bytes, Long.BYTES, bytes.length - Long.BYTES, UTF_8);
    List<String> parts = KeyText.split(text, PARTS, "a plan");
    String[] method = parts.get(7).split(" ", 2);
    Plan plan =
        new Plan(
            new Settings(Integer.parseInt(parts.get(0)), parts.get(1)),
            Subject.valueOf(parts.get(2)),
            each(parts.get(3)).stream().map(Outcome::valueOf).toList(),
            each(parts.get(4)).stream().map(Subgroup::parse).toList(),
            new Specification(
                Specification.Comparison.valueOf(parts.get(5)),
                Specification.Base.valueOf(parts.get(6)),
                Specification.Method.valueOf(method[0]),
                Integer.parseInt(method[1])),
            each(parts.get(8)).stream().map(Covariate::valueOf).toList(),
            parts.get(9),
            Double.parseDouble(parts.get(10)));
    return new StandingPlan(plan, Instant.ofEpochMilli(ByteBuffer.wrap(bytes).getLong()));
  }

  private static List<String> each(String joined) {
    return joined.isEmpty()
        ? List.of()
        : KeyText.split(joined, joined.split("\\|", -1).length, "a plan");
  }
}
