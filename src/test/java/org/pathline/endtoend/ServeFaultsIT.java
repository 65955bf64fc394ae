package org.pathline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.pathline.browser.Chromium;
import org.pathline.cluster.EmbeddedCluster;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.serve.ServeClient;
import org.pathline.serve.ServeFile;

/**
 * The server is killed at any moment, and answers as before when it is started again. The broker
 * goes down, and the API and the page say so, keep what they know, and go on when it is back.
 */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServeFaultsIT {
  private static final Pattern ADDRESS = Pattern.compile("serving on (http://\\S+)");
  private static final Duration SILENCE = Duration.ofSeconds(30);
  private static final List<String> QUESTIONS =
      List.of(
          "/api/outcomes?outcome=all&by=raceEthnicity",
          "/api/milestones?format=csv",
          "/api/sorting?format=rows",
          "/api/equity?format=csv",
          "/api/flows");

  private static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(SILENCE).build();
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Trial trial;

  @BeforeAll
  static void begin() throws Exception {
    trial = Trial.withTopics();
    Path files = trial.home().directory().resolve("files");
    Program.Ended simulated =
        Program.run(trial.home(), "simulate", "--students=200", "--seed=3", "--out=" + files);
    assertThat(simulated.exitCode()).as(simulated.err()).isZero();
    trial.must("publish", "--strict", files.toString());
    trial.runUntilCaughtUp();
  }

  @AfterAll
  static void end() {
    trial.close();
  }

  /** Starts a server; it is yet to read. */
  private static Program serve() {
    Program server = Program.start(trial.home(), "serve", "--port=0");
    Awaited.whileRunning(server, "serves", () -> ADDRESS.matcher(server.err()).find());
    return server;
  }

  private static String url(Program server) {
    Matcher said = ADDRESS.matcher(server.err());
    assertThat(said.find()).isTrue();
    return said.group(1);
  }

  private static HttpResponse<String> ask(String url) throws IOException, InterruptedException {
    return HTTP.send(
        HttpRequest.newBuilder(URI.create(url))
            .timeout(SILENCE)
            .header("Authorization", "Bearer " + file().token())
            .build(),
        HttpResponse.BodyHandlers.ofString(UTF_8));
  }

  /** How the owner of the home is let in. */
  private static ServeFile file() {
    return ServeFile.find(trial.home()).orElseThrow();
  }

  private static JsonNode cut(Program server) throws IOException, InterruptedException {
    return JSON.readTree(ask(url(server) + "/api/cut").body());
  }

  private static void awaitState(Program server, String state) {
    Awaited.whileRunning(server, state, () -> cut(server).get("state").asText().equals(state));
  }

  private static List<String> answers(Program server) throws IOException, InterruptedException {
    List<String> answers = new ArrayList<>();
    for (String question : QUESTIONS) {
      HttpResponse<String> said = ask(url(server) + question);
      assertThat(said.statusCode()).as(question + said.body()).isEqualTo(200);
      answers.add(said.body());
    }
    return answers;
  }

  @Test
  @Order(1)
  void aServerThatIsKilledAtAnyMomentAnswersAsBeforeWhenItStartsAgain() throws Exception {
    List<String> before;
    try (Program server = serve()) {
      awaitState(server, "LIVE");
      before = answers(server);
      Thread asking =
          new Thread(
              () -> {
                try {
                  while (true) {
                    answers(server);
                  }
                } catch (ConnectException killed) {
                  return;
                } catch (IOException | InterruptedException e) {
                  // Cut off in the middle of an answer.
                  return;
                }
              });
      asking.start();
      server.kill();
      asking.join(SILENCE.toMillis());
      assertThat(asking.isAlive()).isFalse();
    }
    // What it has left in the home leads nobody astray.
    Program.Ended outcomes = Program.run(trial.home(), "outcomes", "--format=csv");
    assertThat(outcomes.exitCode()).as(outcomes.err()).isZero();
    try (Program server = serve()) {
      // It has just begun to read.
      server.kill();
    }
    try (Program server = serve()) {
      awaitState(server, "LIVE");
      assertThat(answers(server)).isEqualTo(before);
    }
  }

  @Test
  @Order(2)
  void aBrokerThatIsDownIsToldAndGoneOnWithWhenItIsBack() throws Exception {
    try (Program server = serve();
        Playwright playwright = Chromium.isThere() ? Chromium.playwright() : null) {
      awaitState(server, "LIVE");
      List<String> before = answers(server);
      long number = cut(server).get("number").asLong();
      Page page = page(playwright, url(server));
      Trial.kill(trial.cluster().brokerPid());
      awaitState(server, "BROKER_DOWN");
      assertThat(cut(server).get("reason").asText()).contains("does not answer");
      HttpResponse<String> health = ask(url(server) + "/health");
      assertThat(health.statusCode()).isEqualTo(503);
      HttpResponse<String> answer = ask(url(server) + QUESTIONS.get(0));
      assertThat(answer.headers().firstValue("Pathline-State")).contains("BROKER_DOWN");
      assertThat(answers(server)).as("what is known stays").isEqualTo(before);
      if (page != null) {
        page.waitForSelector("#banner:has-text('Kafka does not answer')");
        page.waitForSelector("#cut.down");
      }
      EmbeddedCluster.start(trial.home());
      awaitState(server, "LIVE");
      assertThat(answers(server)).isEqualTo(before);
      assertThat(ask(url(server) + "/health").statusCode()).isEqualTo(200);
      if (page != null) {
        page.waitForSelector("#cut.live");
        page.waitForSelector(
            "#banner", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.HIDDEN));
      }
      withdrawSomebody();
      Awaited.whileRunning(
          server, "the next cut", () -> cut(server).get("number").asLong() > number);
    }
  }

  private static Page page(Playwright playwright, String url) {
    if (playwright == null) {
      System.out.println("there is no Chromium: the page is not looked at");
      return null;
    }
    Browser browser = Chromium.launch(playwright);
    Page page = browser.newPage();
    page.navigate(new ServeClient(file()).link());
    page.navigate(url + "/#/opportunity");
    page.waitForSelector("#cut.live");
    return page;
  }

  /** A student stands no more, as the topology of pathways would say. */
  private static void withdrawSomebody() throws Exception {
    byte[] student = trial.records(TopicCatalogue.PATHWAYS).get(0).key();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            trial.connection().clientSettings(),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(TopicCatalogue.PATHWAYS.name(), student, null)).get();
    }
  }
}
