package org.pathline.proof;

import java.util.List;
import net.jqwik.api.lifecycle.AroundTryHook;
import net.jqwik.api.lifecycle.PropagationMode;
import net.jqwik.api.lifecycle.TryExecutionResult;
import net.jqwik.api.lifecycle.TryExecutor;
import net.jqwik.api.lifecycle.TryLifecycleContext;

/**
 * Repeats each try of a property with so many more seeds, for long runs: {@code -Dproof.effort=20}.
 *
 * <p>For properties whose one parameter is a seed.
 */
public final class Effort implements AroundTryHook {
  private static final int TIMES = Integer.getInteger("proof.effort", 1);
  private static final long STEP = 0x9E3779B97F4A7C15L;

  @Override
  public PropagationMode propagateTo() {
    // From the class, where it is named, to its properties.
    return PropagationMode.ALL_DESCENDANTS;
  }

  @Override
  public TryExecutionResult aroundTry(
      TryLifecycleContext context, TryExecutor aTry, List<Object> parameters) {
    long seed = (Long) parameters.get(0);
    TryExecutionResult result = aTry.execute(parameters);
    for (int i = 1; i < TIMES && result.isSatisfied(); i++) {
      seed += STEP;
      result = aTry.execute(List.of(seed));
    }
    if (!result.isSatisfied()) {
      System.out.println(context.label() + " failed with seed " + seed);
    }
    return result;
  }
}
