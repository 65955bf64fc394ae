package org.pathline.publish;

import org.pathline.domain.fact.Fact;

/** Takes the facts of an import one by one. */
interface FactSink {
  /**
   * Takes a fact that keeps to the rules.
   *
   * @throws SendingFailed when no further fact can be taken
   */
  void accept(Fact fact) throws SendingFailed;
}
