package org.pathline.simulate;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** The {@code localEducationAgencies} and {@code schools} of a state. */
final class EdFiEducationOrganizations {
  private EdFiEducationOrganizations() {}

  static void write(EdFiResources resources, MasterSchedule schedule) throws IOException {
    resources.write(
        "localEducationAgencies",
        to -> {
          for (String district : schedule.districts()) {
            to.accept(
                resources
                    .record()
                    .put("localEducationAgencyId", district)
                    .put("nameOfInstitution", "District " + district));
          }
        });
    resources.write(
        "schools",
        to ->
            schedule
                .districtOfSchool()
                .forEach(
                    (school, district) -> {
                      ObjectNode node = resources.record().put("schoolId", school);
                      node.putObject("localEducationAgencyReference")
                          .put("localEducationAgencyId", district)
                          .putObject("link")
                          .put("rel", "LocalEducationAgency")
                          .put("href", "/ed-fi/localEducationAgencies/1");
                      to.accept(node);
                    }));
  }
}
