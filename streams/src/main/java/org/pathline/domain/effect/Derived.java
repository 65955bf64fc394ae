package org.pathline.domain.effect;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is derived of one thing, each once for all who ask for it. Not thread-safe. */
public final class Derived {
  private final Map<Object, Object> byKey = new HashMap<>();

  /** What is derived under a key, at the first time by a derivation; may be null. */
  public <T extends @Nullable Object> T of(Object key, Supplier<T> derivation) {
    // Not computeIfAbsent: what is derived may rest on what is derived.
    if (!byKey.containsKey(key)) {
      byKey.put(key, derivation.get());
    }
    @SuppressWarnings("unchecked")
    T found = (T) byKey.get(key);
    return found;
  }
}
