package org.pathline.streams.commit;

import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.internals.InternalProcessorContext;
import org.apache.kafka.streams.processor.internals.ProcessorNode;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.internals.CacheFlushListener;
import org.apache.kafka.streams.state.internals.CachedStateStore;

/**
 * What the processors of one task have gathered since the last commit, with an action that empties
 * it before the next one.
 *
 * <p>It lets a processor touch its real store once per key and commit instead of once per record.
 * Nothing is lost by keeping it in memory: a task that dies before the action ran has committed
 * none of the records either and reads them again.
 *
 * <p>Kafka Streams has no public callback before a commit. It does flush stores that cache, before
 * it flushes the producer and commits offsets, and lets them forward; this class takes part in that
 * ({@link CachedStateStore}). A test fails when an upgrade changes the order.
 *
 * @param <T> what is gathered
 */
public final class CommitBuffer<T> implements StateStore, CachedStateStore<Object, Object> {
  private final String name;
  private final Supplier<T> empty;
  private T content;
  private Runnable beforeCommit = () -> {};
  private boolean open;

  private CommitBuffer(String name, Supplier<T> empty) {
    this.name = name;
    this.empty = empty;
  }

  /** Builder of a buffer per task. */
  public static <T> StoreBuilder<CommitBuffer<T>> builder(String name, Supplier<T> empty) {
    return new Builder<>(name, empty);
  }

  /** What was gathered; processors ask for it in their {@code init}. */
  public T content() {
    return content;
  }

  /**
   * Sets what runs before each commit; it may forward records as if the processor did.
   *
   * @param context context of the processor that forwards, within its {@code init}
   */
  public void beforeCommit(ProcessorContext<?, ?> context, Runnable action) {
    InternalProcessorContext<?, ?> internal = (InternalProcessorContext<?, ?>) context;
    ProcessorNode<?, ?, ?, ?> node = Objects.requireNonNull(internal.currentNode());
    beforeCommit =
        () -> {
          if (internal.recordContext() == null) {
            // A commit of records that no processor saw, before the task's first one: there is
            // nothing to write, and no time to write it with.
            return;
          }
          ProcessorNode<?, ?, ?, ?> current = internal.currentNode();
          internal.setCurrentNode(node);
          try {
            action.run();
          } finally {
            internal.setCurrentNode(current);
          }
        };
  }

  @Override
  public void flushCache() {
    beforeCommit.run();
  }

  @Override
  public void clearCache() {
    // There is no store beneath whose updates could make the content out of date.
  }

  @Override
  public boolean setFlushListener(
      CacheFlushListener<Object, Object> listener, boolean sendOldValues) {
    return false;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void init(StateStoreContext context, StateStore root) {
    context.register(root, (key, value) -> {});
    // A task that failed is initialised again: what it had gathered was never committed.
    content = empty.get();
    open = true;
  }

  @Override
  public void close() {
    open = false;
  }

  @Override
  public boolean persistent() {
    return false;
  }

  @Override
  public boolean isOpen() {
    return open;
  }

  private record Builder<T>(String name, Supplier<T> empty)
      implements StoreBuilder<CommitBuffer<T>> {
    @Override
    public StoreBuilder<CommitBuffer<T>> withCachingEnabled() {
      return this;
    }

    @Override
    public StoreBuilder<CommitBuffer<T>> withCachingDisabled() {
      return this;
    }

    @Override
    public StoreBuilder<CommitBuffer<T>> withLoggingEnabled(Map<String, String> config) {
      throw new UnsupportedOperationException("a buffer has no changelog");
    }

    @Override
    public StoreBuilder<CommitBuffer<T>> withLoggingDisabled() {
      return this;
    }

    @Override
    public CommitBuffer<T> build() {
      return new CommitBuffer<>(name, empty);
    }

    @Override
    public Map<String, String> logConfig() {
      return Map.of();
    }

    @Override
    public boolean loggingEnabled() {
      return false;
    }
  }
}
