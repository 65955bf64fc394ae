package org.pathline.ask.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.topics.Unanswerable;

/** The same event study as different programs write it. */
class EventStudyFileTest {
  private static final int[] TIMES = {-4, -3, -2, 0, 1, 2};
  private static final double[] BETA = {0.012, -0.008, 0.021, 0.18, 0.24, 0.31};
  private static final double[] ERROR = {0.05, 0.045, 0.04, 0.1, 0.11, 0.12};

  @TempDir private Path directory;
  private int files;

  private static double covariance(int i, int j) {
    return Math.pow(0.5, Math.abs(i - j)) * ERROR[i] * ERROR[j];
  }

  private Path file(String text) throws IOException {
    return Files.writeString(directory.resolve(files++ + ".csv"), text);
  }

  private static String lines(String header, IntFunction<String> row) {
    return header
        + IntStream.range(0, 6).mapToObj(i -> row.apply(i) + "\n").collect(Collectors.joining());
  }

  private static String row(int i, String separator, int... columns) {
    return Arrays.stream(columns)
        .mapToObj(j -> Double.toString(covariance(i, j)))
        .collect(Collectors.joining(separator));
  }

  private static final int[] ALL = {0, 1, 2, 3, 4, 5};
  private static final String PLAIN_BETA = lines("", i -> TIMES[i] + "," + BETA[i]);
  private static final String PLAIN_SIGMA = lines("", i -> row(i, ",", ALL));

  private EventStudyFile read(String beta, String sigma, @Nullable Integer pre) {
    try {
      return EventStudyFile.read(file(beta), file(sigma), null, pre);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void isTheSame(String beta, String sigma, @Nullable Integer pre) {
    EventStudyFile expected = read(PLAIN_BETA, PLAIN_SIGMA, null);
    assertThat(read(beta, sigma, pre))
        .as(beta + "\n" + sigma)
        .usingRecursiveComparison()
        .isEqualTo(expected);
  }

  private static String withComma(double value) {
    return Double.toString(value).replace('.', ',');
  }

  @Test
  void coefficientsAreReadAsProgramsWriteThem() {
    assertThat(read(PLAIN_BETA, PLAIN_SIGMA, null).reference()).isEqualTo(-1);
    List<String> forms =
        new ArrayList<>(
            List.of(
                lines("time,coef\n", i -> TIMES[i] + "," + BETA[i]),
                lines("time;coef\n", i -> TIMES[i] + ";" + withComma(BETA[i])),
                lines("time\tcoef\tse\n", i -> TIMES[i] + "\t" + BETA[i] + "\t" + ERROR[i]),
                lines("", i -> TIMES[i] + "  " + BETA[i]),
                lines("\uFEFF# by hand\ntime,coef\n", i -> TIMES[i] + "," + BETA[i] + ","),
                lines("\"\",\"t\",\"beta\"\n", i -> i + 1 + "," + TIMES[i] + "," + BETA[i]),
                lines("", i -> i + 1 + "," + TIMES[i] + "," + BETA[i]),
                lines(
                    "\"\",\"egt\",\"att.egt\",\"se.egt\"\n",
                    i -> i + 1 + "," + TIMES[i] + "," + BETA[i] + "," + ERROR[i]),
                lines(
                    "term,estimate,std.error\n",
                    i -> "time::" + TIMES[i] + ":treated," + BETA[i] + "," + ERROR[i]),
                lines("", i -> "t" + TIMES[i] + "," + BETA[i]),
                lines(
                    "term,estimate\n",
                    i ->
                        (TIMES[i] < 0 ? "Lead_D" : TIMES[i] == 0 ? "D" : "Lag_D")
                            + Math.abs(TIMES[i])
                            + (i == 0 ? "_plus," : ",")
                            + BETA[i]),
                Arrays.toString(TIMES).replaceAll("[\\[\\] ]", "")
                    + "\n"
                    + Arrays.toString(BETA).replaceAll("[\\[\\] ]", "")));
    forms.add("time,coef\n-1,0\n" + PLAIN_BETA);
    forms.forEach(form -> isTheSame(form, PLAIN_SIGMA, null));
    isTheSame(lines("betahat\n", i -> "" + BETA[i]), PLAIN_SIGMA, 3);
    isTheSame(lines("\"\",\"x\"\n", i -> "\"" + (i + 1) + "\"," + BETA[i]), PLAIN_SIGMA, 3);
    isTheSame(lines("", i -> (i == 3 ? "0\n" : "") + BETA[i]), PLAIN_SIGMA, 3);
  }

  @Test
  void covariancesAreReadAsProgramsWriteThem() {
    String names =
        Arrays.stream(TIMES)
            .mapToObj(each -> "\"t::" + each + ":d\"")
            .collect(Collectors.joining(","));
    int[] turned = {3, 1, 0, 5, 4, 2};
    String turnedNames =
        Arrays.stream(turned)
            .mapToObj(i -> "\"t::" + TIMES[i] + ":d\"")
            .collect(Collectors.joining(","));
    List<String> forms =
        List.of(
            lines("\"\"," + names + "\n", i -> "\"t::" + TIMES[i] + ":d\"," + row(i, ",", ALL)),
            lines(names + "\n", i -> row(i, ",", ALL)),
            lines("\"\"," + turnedNames + "\n", i -> "x," + row(turned[i], ",", turned)),
            lines(",-4,-3,-2,0,1,2\n", i -> TIMES[i] + "," + row(i, ",", ALL)),
            lines("", i -> i + 1 + "," + row(i, ",", ALL)),
            lines("", i -> row(i, ";", ALL).replace('.', ',')),
            lines("", i -> row(i, "\t", ALL)),
            lines("sigma\n", i -> row(i, "\n", ALL)),
            lines("", i -> row(i, ",", IntStream.rangeClosed(0, i).toArray())),
            lines("", i -> row(i, ",", IntStream.range(i, 6).toArray())),
            lines(
                "a,b,value\n",
                i ->
                    IntStream.range(0, 6)
                        .mapToObj(j -> TIMES[i] + "," + TIMES[j] + "," + covariance(i, j))
                        .collect(Collectors.joining("\n"))),
            lines(
                "",
                i ->
                    (i == 3 ? "NA,NA,NA,NA,NA,NA,NA\n" : "")
                        + row(i, ",", 0, 1, 2)
                        + ",NA,"
                        + row(i, ",", 3, 4, 5)));
    forms.forEach(form -> isTheSame(PLAIN_BETA, form, null));
  }

  @Test
  void whatIsNotClearIsSaid() {
    String lying = Arrays.toString(BETA).replaceAll("[\\[\\]]", "");
    refused(lying, PLAIN_SIGMA, "does not tell the times of its 6");
    refused(lines("", i -> i + "," + BETA[i]), PLAIN_SIGMA, "no time is missing");
    refused(lines("", i -> i + 0.5 + "," + BETA[i]), PLAIN_SIGMA, "no whole number");
    refused(lines("", i -> i + ",NA"), PLAIN_SIGMA, "the coefficient is missing");
    refused(lines("", i -> TIMES[i] + ",a"), PLAIN_SIGMA, "'a' is no number");
    refused(PLAIN_BETA, lines("", i -> "" + covariance(i, i)), "variances alone");
    refused(
        PLAIN_BETA,
        lines(
            "",
            i ->
                IntStream.range(0, 6)
                    .mapToObj(j -> Double.toString(Math.pow(0.5, Math.abs(i - j))))
                    .collect(Collectors.joining(","))),
        "holds correlations");
    refused(PLAIN_BETA, "0.1,0\n0,0.1\n", "covariance of 2 coefficients");
    refused(PLAIN_BETA, "time,coef\n", "no numbers below its header");
    assertThatThrownBy(() -> read(PLAIN_BETA, PLAIN_SIGMA, 6))
        .isInstanceOf(Unanswerable.class)
        .hasMessageContaining("has 6 coefficients");
  }

  private void refused(String beta, String sigma, String why) {
    assertThatThrownBy(() -> read(beta, sigma, null))
        .isInstanceOf(Unanswerable.class)
        .hasMessageContaining(why);
  }
}
