package org.pathline.publish;

import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.FactType;
import org.pathline.pseudonym.Pseudonyms;

/**
 * A row that is there and became no fact: which fact it is of, as far as it says that in ids that
 * keep the rules.
 *
 * @param type what fact it should be
 * @param studentId the student, or the id that names a link or a policy; null where it names none
 * @param factId the id of the record; null where it has none, or names no student
 * @param refused whether the row is wrong; else it could not be explained
 */
public record LeftOut(
    FactType type, @Nullable String studentId, @Nullable String factId, boolean refused) {

  /** Of ids as they are written. */
  public LeftOut {
    studentId = soundId(studentId);
    factId = studentId == null ? null : soundId(factId);
  }

  private static @Nullable String soundId(@Nullable String id) {
    return id != null && FactRules.isId(id) ? id : null;
  }

  /** A row of a fact that is not taken, though it keeps the rules. */
  static LeftOut of(Fact fact) {
    return new LeftOut(fact.type(), fact.envelope().studentId(), fact.envelope().factId(), true);
  }

  /** The same under pseudonyms. */
  LeftOut under(Pseudonyms pseudonyms) {
    if (studentId == null) {
      return this;
    }
    String column = FactForms.of(type).columns().get(0).name();
    return new LeftOut(
        type,
        PseudonymousIds.of(column, studentId, pseudonyms),
        factId == null ? null : PseudonymousIds.of("factId", factId, pseudonyms),
        refused);
  }

  /** A fact of that identity that says nothing; null where the row does not say whose it is. */
  public @Nullable Fact withoutContent() {
    return studentId == null ? null : FactForms.of(type).withoutContent(studentId, factId);
  }
}
