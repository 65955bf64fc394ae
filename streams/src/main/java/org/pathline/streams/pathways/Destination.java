package org.pathline.streams.pathways;

import org.pathline.streams.Stages;

/** Where a processor sends a record on, by the name of its child node in the topology. */
enum Destination {
  PATHWAYS("publish-pathways"),
  MILESTONES("publish-milestones"),
  REJECTIONS("publish-rejected-facts"),
  SET_ASIDE("publish-set-aside"),
  DOUBTS("publish-doubts"),

  /** To the partition where the key belongs: a misplaced fact, or facts handed over. */
  TRANSFERS(Stages.into(PathwaysTopology.TRANSFERS)),

  /** From the one place where links are resolved to the partitions of the ids. */
  RESOLUTIONS(Stages.into(PathwaysTopology.RESOLUTIONS)),
  REJECTED_LINKS("publish-rejected-links"),
  REJECTED_CYCLES("publish-rejected-cycles"),
  HUBS("publish-hubs");

  private final String node;

  Destination(String node) {
    this.node = node;
  }

  String node() {
    return node;
  }
}
