package org.pathline.domain.effect.cell;

import java.util.List;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.PanelUnit;

/**
 * The schools of a study as units of its panels, which are the same for all students.
 *
 * @param units in the order of their ids, clustered by what took the policy up
 * @param districts of each unit
 * @param school of each unit, its number in {@link CohortSums}
 * @param byDistrict errors clustered by district, whoever took the policy up
 * @param bySchool errors clustered by school, whoever took the policy up
 */
@SuppressWarnings("ArrayRecordComponent") // Read in place, never compared.
record StudyUnits(
    List<PanelUnit> units,
    List<String> districts,
    int[] school,
    Clusters byDistrict,
    Clusters bySchool) {

  StudyUnits(List<PanelUnit> units, List<String> districts, int[] school) {
    this(
        List.copyOf(units),
        List.copyOf(districts),
        school,
        Clusters.named(districts),
        Clusters.named(units.stream().map(PanelUnit::id).toList()));
  }
}
