package org.pathline.ask.panel;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.sensitivity.EventStudy;
import org.pathline.topics.Unanswerable;

/**
 * An event study from elsewhere: a file of coefficients by time, and one of their covariance.
 *
 * <p>The reference is the time without a coefficient, or the one whose coefficient and errors are
 * 0.
 *
 * @param study the coefficients and their covariance, in order of time
 * @param reference its time
 */
public record EventStudyFile(EventStudy study, int reference) {
  private static final int LAST_BEFORE = -1;

  /**
   * Reads both files.
   *
   * @param reference time that all others are compared with; null to find it
   * @param pre how many coefficients stand before the reference, where their times are not to be
   *     read; null where they are
   * @throws Unanswerable with what cannot be used
   */
  public static EventStudyFile read(
      Path betahat, Path sigma, @Nullable Integer reference, @Nullable Integer pre) {
    Coefficients read = Coefficients.read(betahat, pre);
    int[] of = read.times();
    if (of == null) {
      throw new Unanswerable(
          betahat
              + " does not tell the times of its "
              + read.values().length
              + " coefficients; give rows of time,coefficient, such as 2009,0.196, or say with"
              + " --pre-periods N how many are before the reference");
    }
    double[][] covariance = Covariance.read(sigma, read);
    SortedMap<Integer, Integer> places = new TreeMap<>();
    for (int i = 0; i < of.length; i++) {
      places.put(of[i], i);
    }
    if (places.size() < of.length) {
      throw new Unanswerable(
          betahat + " has a time twice: " + Arrays.stream(of).sorted().boxed().toList());
    }
    if (pre != null) {
      reference = LAST_BEFORE;
    }
    int at = reference == null ? reference(betahat, read.values(), covariance, places) : reference;
    places.remove(at);
    List<Integer> before = List.copyOf(places.headMap(at).keySet());
    List<Integer> after = List.copyOf(places.tailMap(at).keySet());
    if (after.isEmpty()) {
      throw new Unanswerable(betahat + " has no time after the reference " + at);
    }
    int[] kept = places.values().stream().mapToInt(Integer::intValue).toArray();
    double[] values = Arrays.stream(kept).mapToDouble(i -> read.values()[i]).toArray();
    return new EventStudyFile(
        new EventStudy(before, after, values, Covariance.of(kept, covariance)), at);
  }

  /**
   * The time whose coefficient and errors are 0, or the one that is missing between the others.
   *
   * @param places of the coefficients of all times
   */
  private static int reference(
      Path betahat, double[] values, double[][] covariance, SortedMap<Integer, Integer> places) {
    TreeSet<Integer> possible = new TreeSet<>();
    places.forEach(
        (time, i) -> {
          if (values[i] == 0 && Covariance.isZero(covariance[i])) {
            possible.add(time);
          }
        });
    List<Integer> times = List.copyOf(places.keySet());
    if (possible.isEmpty()) {
      int step =
          IntStream.range(1, times.size())
              .map(i -> times.get(i) - times.get(i - 1))
              .min()
              .orElse(1);
      for (int i = 1; i < times.size(); i++) {
        for (int time = times.get(i - 1) + step; time < times.get(i); time += step) {
          possible.add(time);
        }
      }
    }
    // Times since adoption are compared with the last one before it.
    if (possible.size() != 1
        && times.get(0) < LAST_BEFORE
        && times.get(times.size() - 1) > LAST_BEFORE
        && !times.contains(LAST_BEFORE)) {
      return LAST_BEFORE;
    }
    if (possible.size() != 1) {
      throw new Unanswerable(
          "the reference of "
              + betahat
              + " is not clear: "
              + (possible.isEmpty() ? "no time is missing" : "it may be any of " + possible)
              + "; name it with --reference TIME, or say with --pre-periods N how many coefficients"
              + " are before it");
    }
    return possible.first();
  }
}
