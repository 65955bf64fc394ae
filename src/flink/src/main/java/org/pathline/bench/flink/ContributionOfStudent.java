package org.pathline.bench.flink;

import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.streaming.api.functions.windowing.WindowFunction;
import org.apache.flink.streaming.api.windowing.windows.GlobalWindow;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.outcome.Contribution;
import org.pathline.domain.pathway.FactVersions;
import org.pathline.domain.pathway.Pathway;
import org.pathline.domain.pathway.PathwayDerivation;
import org.pathline.domain.pathway.Settings;
import org.pathline.streams.codec.ContributionCodec;
import org.pathline.streams.codec.FactCodec;

/**
 * Folds all facts of a student, derives the pathway as the topologies do, and says what it adds to
 * which cell.
 */
final class ContributionOfStudent
    implements WindowFunction<
        Tuple3<String, Integer, byte[]>, Tuple2<String, byte[]>, String, GlobalWindow> {
  private static final long serialVersionUID = 1;

  /** Text of a cell's key, and an encoded contribution to it or the sums of it. */
  static final TypeInformation<Tuple2<String, byte[]>> TYPE =
      Types.TUPLE(Types.STRING, Types.PRIMITIVE_ARRAY(Types.BYTE));

  private static final FactType[] TYPES = FactType.values();

  private transient @Nullable Rules rules;

  /** What derives; made once in each task. */
  private static final class Rules {
    final FactCodec facts = new FactCodec();
    final PathwayDerivation derivation = new PathwayDerivation(Settings.DEFAULT, facts);
    final ContributionCodec contributions = new ContributionCodec();
  }

  @Override
  public void apply(
      String studentId,
      GlobalWindow all,
      Iterable<Tuple3<String, Integer, byte[]>> facts,
      Collector<Tuple2<String, byte[]>> to) {
    if (rules == null) {
      rules = new Rules();
    }
    List<Fact> arrived = new ArrayList<>();
    for (Tuple3<String, Integer, byte[]> fact : facts) {
      arrived.add(rules.facts.decode(TYPES[fact.f1], fact.f2, 0, fact.f2.length));
    }
    FactVersions versions = FactVersions.EMPTY.fold(arrived, rules.facts);
    Pathway pathway =
        rules.derivation.derive(
            studentId, List.of(), FactVersions.standing(List.of(versions), rules.facts));
    if (pathway != null) {
      Contribution contribution = Contribution.of(pathway);
      to.collect(Tuple2.of(contribution.cell().text(), rules.contributions.encode(contribution)));
    }
  }
}
