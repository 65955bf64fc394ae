package org.pathline.publish;

import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactFields;
import org.pathline.domain.fact.FieldValues;

/** A fact of which some fields, by the names of their columns, say something else. */
public final class AlteredFact {
  private final FactForm form;
  private final @Nullable Object[] values;

  /** A fact as it is. */
  public AlteredFact(Fact fact) {
    form = FactForms.of(fact.type());
    values = form.values(fact);
  }

  /** Lets a field say something else, of the type of the field; null for nothing. */
  public AlteredFact with(String field, @Nullable Object value) {
    values[form.indexOf(field)] = value;
    return this;
  }

  /** The fact in an envelope. */
  public Fact in(Envelope envelope) {
    return FactFields.read(
        form.type(), envelope, new FieldValues(values, FactForm.ENVELOPE_COLUMNS));
  }
}
