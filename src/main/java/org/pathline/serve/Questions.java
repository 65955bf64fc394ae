package org.pathline.serve;

import java.util.List;
import java.util.Map;
import org.pathline.ask.Standing;
import org.pathline.report.Answer;

/** What can be asked: the same questions, under the same names, as on the command line. */
public interface Questions {
  /**
   * A question that can be asked.
   *
   * @param name of its command
   * @param about what it answers
   */
  record Question(String name, String about, List<Parameter> parameters) {}

  /**
   * A parameter of a question, the option of that name.
   *
   * @param isRepeated whether it may be there several times
   * @param isFlag whether it is true or absent
   */
  record Parameter(String name, String about, boolean isRepeated, boolean isFlag) {}

  /** A question that was asked wrongly; the message says how. */
  final class Misasked extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Question that was asked wrongly. */
    public Misasked(String message) {
      super(message);
    }
  }

  /** Every question. */
  List<Question> all();

  /**
   * Answers one.
   *
   * @throws Misasked when there is no such parameter, or none with such a value
   */
  Answer answer(String name, Map<String, List<String>> parameters, Standing standing);
}
