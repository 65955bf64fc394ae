package org.pathline.imports;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Doubt;
import org.pathline.domain.fact.DoubtRules;
import org.pathline.publish.FactHash;
import org.pathline.publish.LongTable;

/**
 * Ids that name no record of the delivery, though one of its records has nearly that id. Nothing is
 * kept of the records before the first id is asked for that names none.
 */
public final class NearIds {
  private final String field;
  private final IntSupplier size;
  private final IntFunction<@Nullable String> ids;
  private @Nullable LongTable stems;
  private int[] numbers = new int[0];

  /**
   * Ids of records of one kind.
   *
   * @param field field that refers to them
   * @param size how many there are, once all are read
   * @param ids id of a record by its number from 0; null where there is no record of that number
   */
  public NearIds(String field, IntSupplier size, IntFunction<@Nullable String> ids) {
    this.field = field;
    this.size = size;
    this.ids = ids;
  }

  /** Ids of a set, which are taken when it is first asked for them. */
  public static NearIds of(String field, Set<String> set) {
    List<String> all = new ArrayList<>();
    return new NearIds(
        field,
        () -> {
          all.addAll(set);
          return all.size();
        },
        all::get);
  }

  /** Doubts an id that names no record; null where no record has nearly that id. */
  public synchronized @Nullable Doubt doubt(String id) {
    String other = near(id);
    if (other == null) {
      return null;
    }
    return new Doubt(
        Doubt.Kind.SIMILAR_IDS,
        field,
        "'"
            + id
            + "' names no record; '"
            + other
            + "' does, and differs only in leading zeros, case or a mark at the end; are they"
            + " one?");
  }

  /** Tells the doubt of an id that names no record, where there is one. */
  public void tell(@Nullable String id, RowMapper.Rows rows) {
    Doubt doubt = id == null ? null : doubt(id);
    if (doubt != null) {
      rows.doubt(doubt);
    }
  }

  private @Nullable String near(String id) {
    LongTable known = stems == null ? index() : stems;
    int at = known.find(hash(id));
    String other = at == LongTable.ABSENT ? null : ids.apply(numbers[at]);
    return other == null || other.equals(id) ? null : other;
  }

  private LongTable index() {
    LongTable index = new LongTable();
    int[] of = new int[1 << 10];
    int count = size.getAsInt();
    for (int i = 0; i < count; i++) {
      String id = ids.apply(i);
      if (id != null) {
        int known = index.size();
        int at = index.add(hash(id));
        if (at == known) {
          if (at >= of.length) {
            of = Arrays.copyOf(of, of.length * 2);
          }
          of[at] = i;
        }
      }
    }
    stems = index;
    numbers = of;
    return index;
  }

  private static long hash(String id) {
    return FactHash.hash(0, DoubtRules.stem(id));
  }
}
