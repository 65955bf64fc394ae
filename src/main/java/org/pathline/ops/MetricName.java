package org.pathline.ops;

/**
 * Name of each metric that {@code /metrics} serves, as Prometheus reads it; alert rules and
 * dashboards are written for exactly these.
 *
 * <p>Durations are in seconds and gauges, so that a missing value is a missing sample and never a
 * zero.
 */
public final class MetricName {
  /** Records behind; labels topology, subtopology, topic, partition, as of the next five. */
  public static final String LAG_RECORDS = "pathline_lag_records";

  /** Age of the first record that is not processed and committed; 0 when there is none. */
  public static final String LAG_SECONDS = "pathline_lag_seconds";

  /** Offsets by which the log grows each second. */
  public static final String RECORDS_IN = "pathline_records_in_per_second";

  /** Offsets by which the committed position moves each second. */
  public static final String RECORDS_OUT = "pathline_records_out_per_second";

  /** Seconds until the lag is gone at the present rates; absent while it does not shrink. */
  public static final String DRAIN_SECONDS = "pathline_drain_seconds";

  /** Seconds until retention removes what is not processed; absent where nothing is removed. */
  public static final String RETENTION_LOSS_SECONDS = "pathline_retention_loss_seconds";

  /** 1 for the verdict that holds, 0 for the others; labels topology, topic, partition, verdict. */
  public static final String VERDICT = "pathline_verdict";

  /** Records of the changelog still to restore; labels topology, store, partition. */
  public static final String RESTORE_REMAINING = "pathline_restore_remaining_records";

  /** Seconds until all state is restored at the present rate; label topology. */
  public static final String RESTORE_ETA_SECONDS = "pathline_restore_eta_seconds";

  /** Seconds since the topology began to restore, 0 when it does not; label topology. */
  public static final String RESTORE_RUNNING_SECONDS = "pathline_restore_running_seconds";

  /** Records by which a standby copy is behind; labels topology, store, partition. */
  public static final String STANDBY_LAG = "pathline_standby_lag_records";

  /** Publish to outcome; labels topology and quantile (0.5, 0.99). */
  public static final String FRESHNESS_SECONDS = "pathline_freshness_seconds";

  /** Seconds that the last canary seen back took; label topology. */
  public static final String CANARY_ROUND_TRIP_SECONDS = "pathline_canary_round_trip_seconds";

  /** Seconds since a canary was last seen back; label topology. */
  public static final String CANARY_AGE_SECONDS = "pathline_canary_age_seconds";

  /** Dead letters there are; label reason. */
  public static final String DEAD_LETTERS = "pathline_dead_letters_total";

  /** Rejections there are; label reason. */
  public static final String REJECTIONS = "pathline_rejections_total";

  /** What is set aside now; labels topology, kind, reason. */
  public static final String SET_ASIDE = "pathline_set_aside";

  /** Students of whom something is doubted now; label kind. */
  public static final String DOUBTS = "pathline_doubts";

  /** Stream threads that failed since the process began; label topology. */
  public static final String FAILED_THREADS = "pathline_failed_threads_total";

  /** Stream threads in a state; labels topology, state. */
  public static final String THREADS = "pathline_threads";

  /**
   * Seconds for which a partition has waited for a schema that the registry does not tell of;
   * labels topology, topic, partition, schema. One sample of 0 without the last three where none
   * waits.
   */
  public static final String SCHEMA_WAIT_SECONDS = "pathline_schema_wait_seconds";

  /**
   * Age of the latest record of a transaction that nobody ends; labels topic, partition. One sample
   * of 0 without them where there is none.
   */
  public static final String HANGING_TRANSACTION_SECONDS = "pathline_hanging_transaction_seconds";

  /** Facts that were joined to larger records since the process began; label topology. */
  public static final String JOINED_FACTS = "pathline_joined_facts_total";

  /** Records that facts were joined to since the process began; label topology. */
  public static final String BURSTS = "pathline_bursts_total";

  /** 1 when {@code /health/ready} answers 200, else 0. */
  public static final String READY = "pathline_ready";

  /** Seconds that the last look at the cluster took. */
  public static final String LOOK_SECONDS = "pathline_monitor_look_seconds";

  /** 1 when the last look at the cluster succeeded, else 0. */
  public static final String CLUSTER_UP = "pathline_cluster_up";

  private MetricName() {}
}
