package org.pathline.proof;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.pathline.domain.pathway.PathwayDerivation;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.reference.Ladder;
import org.pathline.domain.reference.StemList;
import org.pathline.domain.reference.StemOccupations;
import org.pathline.oracle.Mistake;
import org.pathline.oracle.NaiveBatch;
import org.pathline.oracle.NaiveSettings;
import org.pathline.oracle.Vocabulary;
import org.pathline.streams.codec.FactCodec;

/** Settings of production and oracle side by side, over the reference lists that ship. */
public final class RealLists {
  private static final StemOccupations OCCUPATIONS = StemOccupations.load();

  private RealLists() {}

  /** Codes of generated histories, with their meaning on the shipped lists. */
  public static Vocabulary vocabulary(Settings settings) {
    Ladder mathematics = Ladder.mathematics();
    Map<String, Integer> ladder = new TreeMap<>();
    for (String code : Vocabulary.small().ladder().keySet()) {
      ladder.put(code, mathematics.rung(code));
    }
    return Vocabulary.small()
        .on(ladder, StemList.named(settings.stemList())::contains, OCCUPATIONS::contains);
  }

  static NaiveSettings naive(Settings settings) {
    NaiveSettings known = vocabulary(settings).settings(settings.anchorGrade(), new FactCodec());
    return new NaiveSettings(
        known.anchorGrade(),
        known.ladder(),
        settings.stemList(),
        known.stemCip(),
        known.stemSoc(),
        known.encoding());
  }

  /** The oracle for settings, with mistakes planted where they are asked for. */
  static NaiveBatch oracle(Settings settings, Mistake... mistakes) {
    return new NaiveBatch(naive(settings), mistakes);
  }

  public static PathwayDerivation derivation(Settings settings) {
    return new PathwayDerivation(settings, new FactCodec());
  }

  /** Settings that a seed chooses: half of the time the usual ones. */
  public static Settings settings(long seed) {
    List<String> lists = StemList.names();
    int choice = (int) Math.floorMod(seed ^ seed >>> 32, 24L);
    return choice < 12
        ? new Settings(8, lists.get(choice % lists.size()))
        : new Settings(choice - 11, lists.get(choice % lists.size()));
  }
}
