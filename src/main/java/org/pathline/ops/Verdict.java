package org.pathline.ops;

/**
 * What is to be thought of a place, judged over a window of looks.
 *
 * <p>The rules are those of Burrow (github.com/linkedin/Burrow, wiki "Consumer Lag Evaluation
 * Rules"), made exact where more is known: whether a record waits at all, since when, and whether
 * the group has members. The first verdict that applies, in the order REWOUND, OK when nothing
 * waits, STOPPED, STALLED, BEHIND, is given.
 */
public enum Verdict {
  /**
   * Nothing waits, or what waits is younger than {@link Judge#BEHIND_MILLIS} and the position
   * moves. As in Burrow a place that is caught up is well whether or not anybody runs.
   */
  OK,
  /**
   * The first record that waits is older than {@link Judge#BEHIND_MILLIS}, the group has members,
   * and the position moves or has not stood long enough to say more (Burrow: WARN, there by growth
   * of the lag alone).
   */
  BEHIND,
  /**
   * Members are there and records wait, but the position has not moved for {@link
   * Judge#STALLED_MILLIS}, longer than any commit interval, and nothing is being restored (Burrow:
   * STALL).
   */
  STALLED,
  /** Records wait and the group has no members (Burrow: STOP, there told by missing commits). */
  STOPPED,
  /**
   * The committed position is lower than one seen within the window, or beyond the end of a topic
   * that was made anew (Burrow: REWIND).
   */
  REWOUND
}
