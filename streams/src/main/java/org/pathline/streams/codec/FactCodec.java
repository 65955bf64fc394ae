package org.pathline.streams.codec;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactFields;
import org.pathline.domain.fact.FactOrder;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.FactType;

/**
 * Facts to and from the binary encoding of the current Avro schemas, without records in between.
 *
 * <p>The order of fields and symbols is that of the schemas; a test holds both against the
 * generated records. Not thread-safe.
 */
public final class FactCodec implements FactOrder.Encoding {
  private final AvroInput in = new AvroInput();
  private final AvroOutput out = new AvroOutput();
  private final DecimalPool decimals = new DecimalPool();
  private final FactFields.Source fields = new BodySource();
  private final FactFields.Target target = new BodyTarget();
  private @Nullable Envelope lastEnvelope;

  /**
   * Decodes one fact.
   *
   * @throws IllegalArgumentException when the bytes are not exactly one fact of that type
   */
  public Fact decode(FactType type, byte[] bytes, int offset, int length) {
    return decode(type, null, bytes, offset, length);
  }

  /**
   * Decodes one fact from a body that lacks its first field, the student id.
   *
   * @param studentId the id, or null where the body does have it
   * @throws IllegalArgumentException when the bytes are not exactly the rest of such a fact
   */
  public Fact decode(
      FactType type, @Nullable String studentId, byte[] bytes, int offset, int length) {
    in.reset(bytes, offset, offset + length);
    Fact fact;
    try {
      Envelope envelope = readEnvelope(studentId == null ? in.readString() : studentId);
      fact = FactFields.read(type, envelope, fields);
    } catch (ArithmeticException | IndexOutOfBoundsException | java.time.DateTimeException e) {
      throw new IllegalArgumentException(
          "the bytes end or break within a " + type.noun() + " fact", e);
    }
    if (!in.isAtEnd()) {
      throw new IllegalArgumentException("bytes remain after a " + type.noun() + " fact");
    }
    return fact;
  }

  /**
   * Whether all texts of the body that was decoded last are {@link FactRules#isPlain plain}; of a
   * student id that it lacked it tells nothing.
   */
  public boolean hadPlainTexts() {
    return in.hadPlainTexts();
  }

  @Override
  public byte[] encode(Fact fact) {
    out.clear();
    Envelope envelope = fact.envelope();
    out.writeString(envelope.studentId());
    out.writeLong(envelope.recordedAt());
    out.writeString(envelope.source());
    out.writeBoolean(envelope.retracted());
    target.optionalText(envelope.factId());
    FactFields.write(fact, target);
    return out.toByteArray();
  }

  /** The facts of a burst mostly carry one envelope, which is then kept once. */
  private Envelope readEnvelope(String studentId) {
    long recordedAt = in.readLong();
    String source = in.readString();
    boolean retracted = in.readBoolean();
    String factId = fields.optionalText();
    if (lastEnvelope == null
        || recordedAt != lastEnvelope.recordedAt()
        || retracted != lastEnvelope.retracted()
        || !studentId.equals(lastEnvelope.studentId())
        || !source.equals(lastEnvelope.source())
        || !Objects.equals(factId, lastEnvelope.factId())) {
      lastEnvelope = new Envelope(studentId, recordedAt, source, retracted, factId);
    }
    return lastEnvelope;
  }

  /** The fields of a body as they stand in the input. */
  private final class BodySource implements FactFields.Source {
    @Override
    public String text() {
      return in.readString();
    }

    @Override
    public @Nullable String optionalText() {
      return in.readPresence() ? in.readString() : null;
    }

    @Override
    public List<String> texts() {
      List<String> strings = new ArrayList<>(2);
      for (long count = in.readLong(); count != 0; count = in.readLong()) {
        if (count < 0) {
          count = -count;
          in.readLong();
        }
        for (long i = 0; i < count; i++) {
          strings.add(in.readString());
        }
      }
      return List.copyOf(strings);
    }

    @Override
    public int number() {
      return in.readInt();
    }

    @Override
    public @Nullable Integer optionalNumber() {
      return in.readPresence() ? Integer.valueOf(in.readInt()) : null;
    }

    @Override
    public double decimal() {
      return in.readDouble();
    }

    @Override
    public @Nullable Double optionalDecimal() {
      return in.readPresence() ? decimals.get(in.readFixedLong()) : null;
    }

    @Override
    public LocalDate date() {
      return LocalDate.ofEpochDay(in.readInt());
    }

    @Override
    public @Nullable LocalDate optionalDate() {
      return in.readPresence() ? date() : null;
    }

    @Override
    public boolean flag() {
      return in.readBoolean();
    }

    @Override
    public <E extends Enum<E>> E symbol(E[] symbols) {
      return symbols[in.readInt()];
    }

    @Override
    public <E extends Enum<E>> @Nullable E optionalSymbol(E[] symbols) {
      return in.readPresence() ? symbol(symbols) : null;
    }
  }

  /** Writes the fields of a body to the output. */
  private final class BodyTarget implements FactFields.Target {
    @Override
    public void text(String value) {
      out.writeString(value);
    }

    @Override
    public void optionalText(@Nullable String value) {
      out.writePresence(value != null);
      if (value != null) {
        out.writeString(value);
      }
    }

    @Override
    public void texts(List<String> values) {
      if (!values.isEmpty()) {
        out.writeLong(values.size());
        values.forEach(out::writeString);
      }
      out.writeLong(0);
    }

    @Override
    public void number(int value) {
      out.writeLong(value);
    }

    @Override
    public void optionalNumber(@Nullable Integer value) {
      out.writePresence(value != null);
      if (value != null) {
        out.writeLong(value);
      }
    }

    @Override
    public void decimal(double value) {
      out.writeDouble(value);
    }

    @Override
    public void optionalDecimal(@Nullable Double value) {
      out.writePresence(value != null);
      if (value != null) {
        out.writeDouble(value);
      }
    }

    @Override
    public void date(LocalDate value) {
      out.writeLong(value.toEpochDay());
    }

    @Override
    public void optionalDate(@Nullable LocalDate value) {
      out.writePresence(value != null);
      if (value != null) {
        date(value);
      }
    }

    @Override
    public void flag(boolean value) {
      out.writeBoolean(value);
    }

    @Override
    public void symbol(Enum<?> value) {
      out.writeLong(value.ordinal());
    }

    @Override
    public void optionalSymbol(@Nullable Enum<?> value) {
      out.writePresence(value != null);
      if (value != null) {
        symbol(value);
      }
    }
  }
}
