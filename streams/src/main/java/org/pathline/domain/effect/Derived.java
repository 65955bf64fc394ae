package org.pathline.domain.effect;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is derived of one thing, each once for all who ask for it.
 *
 * <p>Thread-safe: of two who ask at once both may derive it, and both get the same.
 */
public final class Derived {
  private final Map<Object, Supplier<?>> byKey = new ConcurrentHashMap<>();

  /** What is derived under a key, at the first time by a derivation; may be null. */
  public <T extends @Nullable Object> T of(Object key, Supplier<T> derivation) {
    Supplier<?> found = byKey.get(key);
    if (found == null) {
      // Not computeIfAbsent: what is derived may rest on what is derived.
      T derived = derivation.get();
      Supplier<?> kept = () -> derived;
      Supplier<?> before = byKey.putIfAbsent(key, kept);
      found = before == null ? kept : before;
    }
    @SuppressWarnings("unchecked")
    T told = (T) found.get();
    return told;
  }
}
