package org.pathline.domain.sorting;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Sums of the sections of one roster, by section id; sections that are empty are not kept. */
public final class RosterSums {
  private final SortedMap<String, SectionSums> sections = new TreeMap<>();

  /** Adds one student's seat, or takes it away where the sign is -1. */
  public void add(Seating seating, int sign) {
    SectionSums sums = sums(seating.sectionId());
    sums.add(seating, sign);
    forgetIfZero(seating.sectionId(), sums);
  }

  /** Adds other sums, section by section. */
  public void add(RosterSums other) {
    other.sections.forEach(this::add);
  }

  /** Adds sums of one section. */
  public void add(String sectionId, SectionSums change) {
    SectionSums sums = sums(sectionId);
    sums.add(change);
    forgetIfZero(sectionId, sums);
  }

  private SectionSums sums(String sectionId) {
    return sections.computeIfAbsent(sectionId, absent -> new SectionSums());
  }

  private void forgetIfZero(String sectionId, SectionSums sums) {
    if (sums.isZero()) {
      sections.remove(sectionId);
    }
  }

  /** Whether no section is left. */
  public boolean isEmpty() {
    return sections.isEmpty();
  }

  /** Sums by section id, in its order. */
  public SortedMap<String, SectionSums> sections() {
    return Collections.unmodifiableSortedMap(sections);
  }

  /** Sums in order of section id. */
  public Collection<SectionSums> sums() {
    return sections().values();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RosterSums that && sections.equals(that.sections);
  }

  @Override
  public int hashCode() {
    return sections.hashCode();
  }

  @Override
  public String toString() {
    return sections.toString();
  }
}
