package org.pathline.domain.effect.cell;

/** A cohort of a district that an answer leaves out, because the data do not reach its horizon. */
public record NotObservable(String districtId, int anchorYear, String reason) {}
