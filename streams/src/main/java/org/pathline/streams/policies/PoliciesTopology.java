package org.pathline.streams.policies;

import java.util.Map;
import java.util.function.Supplier;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.pathline.domain.effect.answer.EffectAnswer;
import org.pathline.domain.effect.answer.EffectQuestion;
import org.pathline.domain.effect.cell.Study;
import org.pathline.events.AnalysisPlan;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.Contract;
import org.pathline.streams.Stages;
import org.pathline.streams.check.CheckFacts;
import org.pathline.streams.check.SetAsideSinks;
import org.pathline.streams.commit.BufferedStore;
import org.pathline.streams.commit.CommitBuffer;
import org.pathline.streams.commit.CommitPace;
import org.pathline.streams.follow.FollowPolicies;
import org.pathline.streams.registry.FactDeserializer;
import org.pathline.streams.source.PresentKeys;
import org.pathline.streams.source.Source;

/**
 * Outcome cells, policies, plans and sorting in, gaps under each regime and what the policies did
 * out.
 *
 * <p>An estimate compares schools of all districts, so all cells come to one task. They are few
 * beside the students, and an answer takes their sums only.
 */
public final class PoliciesTopology implements Supplier<Topology> {
  /** Application id. */
  public static final String APPLICATION_ID = "pathline-policies-v1";

  static final String CELLS = "standing-cells";
  static final String POLICIES = "standing-policies";
  static final String PLANS = "standing-plans";
  static final String SORTING = "standing-sorting";
  static final String ANSWERS = "published-answers";
  static final String PENDING_STUDIES = "pending-studies";
  static final String SET_ASIDE_CELLS = "set-aside-cells";
  static final String SET_ASIDE_ANSWERS = "set-aside-answers";

  private static final int ONE_TASK = 1;

  static final SetAsideSinks OF_CELLS = new SetAsideSinks("cells");
  static final SetAsideSinks OF_ANSWERS = new SetAsideSinks("answers");

  private final Contract contract;
  private final Recomputation recomputation;
  private final AnswerRound.AnswerOf answersTo;
  private final CommitPace.Activity activity;

  /** Topology that reports what is due. */
  public PoliciesTopology(Contract contract, Recomputation recomputation) {
    this(contract, recomputation, PoliciesTopology::answer);
  }

  PoliciesTopology(Contract contract, Recomputation recomputation, AnswerRound.AnswerOf answersTo) {
    this.answersTo = answersTo;
    this.contract = contract;
    activity = contract.activity();
    this.recomputation = recomputation;
  }

  static EffectAnswer answer(EffectQuestion question, Study study, AnswerRound.Terms terms) {
    return EffectAnswer.of(
        question,
        study,
        terms.thresholds(),
        EffectAnswer.comparability(study, question, terms.target(), terms.sorting().before(study)));
  }

  @Override
  public Topology get() {
    StreamsBuilder builder = new StreamsBuilder();
    addStores(builder);
    followPolicies(builder);
    KStream<byte[], byte[]> results = answerQuestions(bringCells(builder));
    followPlans(builder);
    followSorting(builder);
    Stages.publish(results, TopicCatalogue.EQUITY, PublishedResult.Kind.EQUITY.node());
    Stages.publish(results, TopicCatalogue.EFFECTS, PublishedResult.Kind.EFFECT.node());
    OF_CELLS.addTo(results);
    OF_ANSWERS.addTo(results);
    return builder.build();
  }

  private static void addStores(StreamsBuilder builder) {
    builder.addStateStore(BufferedStore.builder(CELLS));
    builder.addStateStore(BufferedStore.builder(POLICIES));
    builder.addStateStore(BufferedStore.builder(PLANS));
    builder.addStateStore(BufferedStore.builder(SORTING));
    builder.addStateStore(BufferedStore.builder(ANSWERS));
    builder.addStateStore(BufferedStore.builder(SET_ASIDE_CELLS));
    builder.addStateStore(BufferedStore.builder(SET_ASIDE_ANSWERS));
    builder.addStateStore(CommitBuffer.builder(PENDING_STUDIES, PendingStudies::new));
  }

  /**
   * Policies that break a rule or cannot be decoded are left out here; topology rosters publishes
   * the rejection or the dead letter, and there must be one of each only.
   */
  private void followPolicies(StreamsBuilder builder) {
    KStream<byte[], byte[]> checked =
        Source.of("policies", TopicCatalogue.POLICIES, new FactDeserializer(contract.wireFormat()))
            .untold()
            .process(
                builder,
                contract,
                "check-policies",
                () ->
                    new CheckFacts(
                        "policyId", Stages.into("policies"), null, contract.rejections()));
    Stages.repartition(checked, "policies", ONE_TASK)
        .process(
            () -> new FollowPolicies<PendingStudies>(POLICIES, PENDING_STUDIES, null, activity),
            Named.as("follow-policies"),
            POLICIES,
            PENDING_STUDIES);
  }

  /** Plans with the time at which the broker stored them; those that are not sound are rejected. */
  private void followPlans(StreamsBuilder builder) {
    KStream<byte[], byte[]> checked =
        Source.<AnalysisPlan>of(
                "plans",
                TopicCatalogue.PLANS,
                (topic, value) ->
                    contract.wireFormat().record(value, TopicCatalogue.PLANS.schema()))
            .process(builder, contract, "check-plans", () -> new CheckPlans(contract.rejections()));
    Stages.publish(checked, TopicCatalogue.REJECTIONS, CheckPlans.REJECTED);
    Stages.repartition(checked, CheckPlans.PLANS, ONE_TASK)
        .process(() -> new FollowPlans(activity), Named.as("follow-plans"), PLANS, PENDING_STUDIES);
  }

  /** How rosters are sorted, of which answers take omega2 alone. */
  private void followSorting(StreamsBuilder builder) {
    KStream<byte[], byte[]> brought =
        Source.of("sorting", TopicCatalogue.SORTING, new MeasuredOmega2(contract.wireFormat()))
            .keyedBy(MeasuredOmega2.keys())
            .process(builder, contract, "bring-sorting", () -> new PassOn(Stages.into("sorting")));
    Stages.repartition(brought, "sorting", ONE_TASK)
        .process(
            () -> new FollowSorting(activity),
            Named.as("follow-sorting"),
            SORTING,
            PENDING_STUDIES);
  }

  private KStream<byte[], byte[]> bringCells(StreamsBuilder builder) {
    KStream<byte[], byte[]> brought =
        Source.of(
                "cells",
                TopicCatalogue.OUTCOME_CELLS,
                new CellSumsDeserializer(contract.wireFormat()))
            .keyedBy(PresentKeys.deserializer())
            .process(builder, contract, "bring-cells", () -> new PassOn(Stages.into("cells")));
    return Stages.repartition(brought, "cells", ONE_TASK);
  }

  private KStream<byte[], byte[]> answerQuestions(KStream<byte[], byte[]> cells) {
    return cells.process(
        () ->
            new AnswerQuestions(
                Map.of(
                    PublishedResult.Kind.EQUITY, contract.id(TopicCatalogue.EQUITY),
                    PublishedResult.Kind.EFFECT, contract.id(TopicCatalogue.EFFECTS)),
                answersTo,
                contract.setAsides("policies"),
                recomputation,
                activity),
        Named.as("answer-questions"),
        CELLS,
        SORTING,
        ANSWERS,
        SET_ASIDE_CELLS,
        SET_ASIDE_ANSWERS,
        PENDING_STUDIES);
  }
}
