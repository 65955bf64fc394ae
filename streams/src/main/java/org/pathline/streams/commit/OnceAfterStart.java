package org.pathline.streams.commit;

import java.time.Duration;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;

/**
 * Work that a task does once, soon after its start and in a commit of its own.
 *
 * <p>Not within {@code init}: the processors that follow are not ready to be forwarded to.
 */
public final class OnceAfterStart {
  private static final Duration TICK = Duration.ofMillis(100);

  private final ProcessorContext<?, ?> context;
  private final LongConsumer action;
  private @Nullable Cancellable schedule;

  private OnceAfterStart(ProcessorContext<?, ?> context, LongConsumer action) {
    this.context = context;
    this.action = action;
  }

  /**
   * Has work done after the start, to be called within {@code init}.
   *
   * @param action receives the time in milliseconds
   */
  public static void run(ProcessorContext<?, ?> context, LongConsumer action) {
    OnceAfterStart once = new OnceAfterStart(context, action);
    once.schedule = context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, once::tick);
  }

  private void tick(long now) {
    Objects.requireNonNull(schedule).cancel();
    action.accept(now);
    context.commit();
  }
}
