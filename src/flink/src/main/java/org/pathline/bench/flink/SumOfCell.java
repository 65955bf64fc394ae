package org.pathline.bench.flink;

import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.windowing.WindowFunction;
import org.apache.flink.streaming.api.windowing.windows.GlobalWindow;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.outcome.CellSums;
import org.pathline.streams.codec.ContributionCodec;

/** Adds up the contributions to a cell. */
final class SumOfCell
    implements WindowFunction<
        Tuple2<String, byte[]>, Tuple2<String, byte[]>, String, GlobalWindow> {
  private static final long serialVersionUID = 1;

  private transient @Nullable ContributionCodec codec;

  @Override
  public void apply(
      String cell,
      GlobalWindow all,
      Iterable<Tuple2<String, byte[]>> contributions,
      Collector<Tuple2<String, byte[]>> to) {
    if (codec == null) {
      codec = new ContributionCodec();
    }
    CellSums sums = new CellSums();
    for (Tuple2<String, byte[]> contribution : contributions) {
      sums.add(codec.decode(contribution.f1), 1);
    }
    to.collect(Tuple2.of(cell, codec.encode(sums)));
  }
}
