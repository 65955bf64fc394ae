package org.pathline.demo;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The part of an answer that the demo shows, named as the pipe of a shell that chooses it. */
record Excerpt(String pipe, Predicate<String> chosen, Predicate<String> last) {
  /** All of an answer. */
  static final Excerpt ALL = new Excerpt("", line -> true, line -> false);

  /** Lines that match an extended regular expression. */
  static Excerpt grep(String expression) {
    Pattern pattern = Pattern.compile(expression);
    return new Excerpt(
        " | grep -E '" + expression + "'", line -> pattern.matcher(line).find(), line -> false);
  }

  /** Lines before the first that begins with a text. */
  static Excerpt before(String beginning) {
    return new Excerpt(
        " | sed '/^" + beginning + "/,$d'", line -> true, line -> line.startsWith(beginning));
  }

  /** Returns the lines chosen of an answer. */
  Stream<String> of(String answer) {
    return answer.lines().takeWhile(line -> !last.test(line)).filter(chosen);
  }
}
