package org.pathline.domain.effect.answer;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.cell.Dropped;
import org.pathline.domain.effect.cell.NotObservable;

/**
 * Who and what an answer rests on, and what it leaves out.
 *
 * @param treatedSchools with students whose outcome is known
 * @param comparisonSchools that never stop sorting within the panel, with such students
 * @param treatedDistricts with a treated school
 * @param comparisonDistricts without any
 * @param districtWide whether districts took the policy up; errors are then clustered by district
 * @param treatedBefore treated schools by regime in the year before
 * @param comparisonRegimes comparison schools by regime in the last year
 * @param adoptions treated schools by first anchor year under the policy
 * @param years anchor years of the panel, in order
 * @param cohorts students by anchor year
 * @param treatedStudents under the policy, after the loss to clustering; null where unknown
 * @param dropped schools left out
 * @param notObservable cohorts left out
 */
public record Sample(
    int treatedSchools,
    int comparisonSchools,
    int treatedDistricts,
    int comparisonDistricts,
    boolean districtWide,
    SortedMap<String, Integer> treatedBefore,
    SortedMap<String, Integer> comparisonRegimes,
    SortedMap<Integer, Integer> adoptions,
    List<Integer> years,
    List<Coverage> cohorts,
    @Nullable Double treatedStudents,
    List<Dropped> dropped,
    List<NotObservable> notObservable) {

  /**
   * How many students there are in an anchor year, and of how many the outcome is known.
   *
   * @param treatedEligible of schools under the policy in that year
   * @param comparisonEligible of all other schools
   */
  public record Coverage(
      int anchorYear,
      long treatedEligible,
      long treatedObserved,
      long comparisonEligible,
      long comparisonObserved) {}
}
