package org.pathline.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a JSON object in the order in which they came, side by side: an object of a record
 * has a dozen, for which a table of hashes costs more to fill than it saves in looking up. Their
 * names are interned, as those of Jackson's parsers and all constants are.
 */
final class FewFields extends AbstractMap<String, JsonNode> {
  private String[] names = new String[8];
  private JsonNode[] values = new JsonNode[8];
  private int size;

  /** Place of an interned name; its number of fields where it is none. */
  @SuppressWarnings("ReferenceEquality") // Interned.
  private int placeOfInterned(@Nullable Object name) {
    int i = 0;
    while (i < size && names[i] != name) {
      i++;
    }
    return i;
  }

  /** The same of a name that may be another text. */
  private int place(@Nullable Object name) {
    int i = placeOfInterned(name);
    if (i == size) {
      for (i = 0; i < size && !names[i].equals(name); ) {
        i++;
      }
    }
    return i;
  }

  @Override
  public @Nullable JsonNode get(@Nullable Object name) {
    int place = place(name);
    return place == size ? null : values[place];
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return place(name) < size;
  }

  @Override
  public @Nullable JsonNode put(String name, JsonNode value) {
    int place = placeOfInterned(name);
    if (place < size) {
      JsonNode before = values[place];
      values[place] = value;
      return before;
    }
    if (size == names.length) {
      names = Arrays.copyOf(names, 2 * size);
      values = Arrays.copyOf(values, 2 * size);
    }
    names[size] = name;
    values[size++] = value;
    return null;
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public Set<Map.Entry<String, JsonNode>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Map.Entry<String, JsonNode>> iterator() {
        return new Iterator<>() {
          private int next;

          @Override
          public boolean hasNext() {
            return next < size;
          }

          @Override
          public Map.Entry<String, JsonNode> next() {
            if (next == size) {
              throw new NoSuchElementException();
            }
            return new SimpleImmutableEntry<>(names[next], values[next++]);
          }
        };
      }

      @Override
      public int size() {
        return size;
      }
    };
  }
}
