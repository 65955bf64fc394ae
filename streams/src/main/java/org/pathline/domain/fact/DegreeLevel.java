package org.pathline.domain.fact;

/** Level of a postsecondary award, grouped from CEDS C000002. */
public enum DegreeLevel {
  CERTIFICATE,
  ASSOCIATE,
  BACHELOR,
  MASTER,
  DOCTOR,
  UNKNOWN;

  /** Whether this is an associate degree or higher. */
  public boolean isAssociateOrHigher() {
    return this == ASSOCIATE || this == BACHELOR || this == MASTER || this == DOCTOR;
  }
}
