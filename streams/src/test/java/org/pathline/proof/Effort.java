package org.pathline.proof;

import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;

/** Multiplies the tries of each property by {@code -Dproof.effort}, for long runs. */
public final class Effort implements AroundPropertyHook {
  /** How many times the usual effort to make; 1 unless told otherwise. */
  static int times(int usual) {
    return usual * Integer.getInteger("proof.effort", 1);
  }

  @Override
  public PropertyExecutionResult aroundProperty(
      PropertyLifecycleContext context, PropertyExecutor property) {
    context.attributes().tries().ifPresent(tries -> context.attributes().setTries(times(tries)));
    return property.execute();
  }
}
