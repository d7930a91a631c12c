package io.quarterdeck.local.datafactory.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpHeaders;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.quarterdeck.local.datafactory.activity.ActivityPrograms;
import io.quarterdeck.local.datafactory.activity.FactoryIdentity;
import io.quarterdeck.local.datafactory.activity.IntegrationRuntime;
import io.quarterdeck.local.datafactory.model.ArtefactKind;
import io.quarterdeck.local.entra.EntraPrincipal;
import io.quarterdeck.local.entra.ManagedIdentities;
import io.quarterdeck.local.entra.Tenant;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.process.Polling;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The order, the retries, the timeouts and the queues of runs. The only services are failures. */
class FactoryRunsTest {
  private static final String FACTORY = "/subscriptions/s/factories/f";

  @TempDir private Path folder;

  private final Map<String, JsonObject> pipelines = new ConcurrentHashMap<>();
  private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch release = new CountDownLatch(1);
  private FactoryRuns runs;

  @BeforeEach
  void open() throws IOException {
    runs = FactoryRuns.open(folder.resolve("runs"), Clock.systemUTC(), pauses::add);
  }

  @AfterEach
  void close() {
    release.countDown();
    runs.close();
  }

  @Test
  void eachAttemptHasAnActivityRunAndTheRunFailsWithTheErrorOfTheLastOne() throws IOException {
    pipelines.put("p", pipeline(web("Call", "http://127.0.0.1/broken", "", 2)));
    String id = start("p");
    JsonObject run = ended(id);
    assertThat(requests).hasSize(3);
    assertThat(pauses).containsExactly(Duration.ofSeconds(45), Duration.ofSeconds(45));
    assertThat(run.get("status").getAsString()).isEqualTo("Failed");
    assertThat(run.get("message").getAsString())
        .startsWith("Operation on target Call failed: Error calling the endpoint");
    List<JsonObject> attempts = runs.activities(FACTORY, id);
    assertThat(attempts)
        .extracting(each -> each.get("retryAttempt").toString())
        .containsExactly("null", "1", "2");
    assertThat(attempts)
        .extracting(each -> each.get("activityRunId").getAsString())
        .doesNotHaveDuplicates();
    assertThat(attempts)
        .allSatisfy(
            each -> {
              assertThat(each.get("status").getAsString()).isEqualTo("Failed");
              assertThat(each.getAsJsonObject("error").get("message").getAsString())
                  .startsWith("Error calling the endpoint");
            });
  }

  @Test
  void aRunSucceedsIfALaterAttemptDoes() throws IOException {
    pipelines.put("p", pipeline(web("Call", "http://127.0.0.1/recovering", "", 2)));
    String id = start("p");
    assertThat(ended(id).get("status").getAsString()).isEqualTo("Succeeded");
    assertThat(statuses(id)).containsExactly("Call: Failed", "Call: Succeeded");
  }

  @Test
  void anActivityAfterAFailureRunsOnlyIfItsConditionIsMet() throws IOException {
    pipelines.put(
        "p",
        pipeline(
            web("Call", "http://127.0.0.1/broken", "", 0),
            condition("After success", "Call", "Succeeded"),
            condition("After failure", "Call", "Failed"),
            condition("At the end", "Call", "Completed")));
    String id = start("p");
    assertThat(ended(id).get("status").getAsString()).isEqualTo("Failed");
    assertThat(statuses(id))
        .containsExactly(
            "Call: Failed",
            "After success: Skipped",
            "After failure: Succeeded",
            "At the end: Succeeded");
  }

  @Test
  void aRunSucceedsIfTheOnlyActivityAfterAFailureHandlesIt() throws IOException {
    pipelines.put(
        "p",
        pipeline(
            web("Call", "http://127.0.0.1/broken", "", 0),
            condition("After failure", "Call", "Failed")));
    assertThat(ended(start("p")).get("status").getAsString()).isEqualTo("Succeeded");
  }

  @Test
  void anActivityEndsAtItsTimeout() throws IOException {
    pipelines.put("p", pipeline(web("Call", "http://127.0.0.1/slow", "0.00:00:01", 0)));
    assertThat(ended(start("p")).get("message").getAsString())
        .isEqualTo("Operation on target Call failed: Activity timed out after PT1S.");
  }

  /** A run is often cancelled before its thread starts, because its status changes first. */
  @Test
  void eachQueuedRunStartsWhenTheRunBeforeItIsCancelled() throws IOException {
    JsonObject pipeline = pipeline(web("Call", "http://127.0.0.1/slow", "", 0));
    pipeline.addProperty("concurrency", 1);
    pipelines.put("p", pipeline);
    List<String> started = new ArrayList<>();
    for (int run = 0; run < 30; run++) {
      started.add(start("p"));
    }
    for (String id : started.subList(1, started.size())) {
      assertThat(status(id)).isEqualTo("Queued");
    }
    for (String id : started) {
      awaitInProgress(id);
      runs.cancel(FACTORY, id);
      assertThat(status(id)).isEqualTo("Cancelled");
    }
  }

  private void awaitInProgress(String id) {
    long began = System.nanoTime();
    while (!status(id).equals("InProgress")) {
      assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
      Thread.onSpinWait();
    }
  }

  private String status(String id) {
    return runs.find(FACTORY, id).get("status").getAsString();
  }

  @Test
  void theRunsOfAnEarlierProcessRemainAndThoseThatWereActiveHaveFailed() throws IOException {
    pipelines.put("p", pipeline(web("Call", "http://127.0.0.1/slow", "", 0)));
    String id = start("p");
    try (FactoryRuns again =
        FactoryRuns.open(folder.resolve("runs"), Clock.systemUTC(), pauses::add)) {
      assertThat(again.find(FACTORY, id).get("message").getAsString())
          .isEqualTo("The local stack stopped during the run.");
    }
  }

  @Test
  void aRunNeedsItsParametersAndNoOthers() {
    JsonObject pipeline = pipeline();
    pipeline.add("parameters", JsonParser.parseString("{\"day\":{\"type\":\"string\"}}"));
    pipelines.put("p", pipeline);
    assertThatThrownBy(() -> start("p"))
        .isInstanceOf(ApiError.class)
        .hasMessage("The value for the parameter 'day' is not provided.");
    assertThatThrownBy(() -> start("other"))
        .isInstanceOf(ApiError.class)
        .hasMessage("The pipeline 'other' was not found.");
  }

  private String start(String pipeline) throws IOException {
    FactoryIdentity identity =
        new FactoryIdentity(
            new EntraPrincipal(
                "p", Optional.of("c"), "factory", EntraPrincipal.Kind.SERVICE_PRINCIPAL, Set.of()),
            Tenant.open(folder.resolve("tenant"), ManagedIdentities.NONE, Clock.systemUTC())
                .tokens(),
            (HttpClient) this::answer);
    return runs.start(
        new FactoryRuns.RunningFactory(
            FACTORY,
            (kind, name) ->
                kind == ArtefactKind.PIPELINE
                    ? Optional.ofNullable(pipelines.get(name))
                    : Optional.empty(),
            new ActivityPrograms(
                (kind, name) -> Optional.empty(), identity, new IntegrationRuntime(List::of))),
        pipeline,
        new JsonObject(),
        new JsonObject(),
        Optional.empty());
  }

  private Mono<HttpResponse> answer(HttpRequest request) {
    requests.add(request.getUrl().getPath());
    if (request.getUrl().getPath().equals("/slow")) {
      return Mono.fromCallable(
          () -> {
            release.await();
            throw new IOException("released");
          });
    }
    boolean recovered = request.getUrl().getPath().equals("/recovering") && requests.size() > 1;
    return recovered ? Mono.just(new EmptyObject(request)) : Mono.error(new IOException("refused"));
  }

  /** The answer 200 with an empty JSON object. */
  private static final class EmptyObject extends HttpResponse {
    private static final byte[] BODY = "{}".getBytes(StandardCharsets.UTF_8);

    EmptyObject(HttpRequest request) {
      super(request);
    }

    @Override
    public int getStatusCode() {
      return 200;
    }

    @Override
    @SuppressWarnings("deprecation") // abstract in the superclass
    public String getHeaderValue(String name) {
      return null;
    }

    @Override
    public HttpHeaders getHeaders() {
      return new HttpHeaders();
    }

    @Override
    public Flux<ByteBuffer> getBody() {
      return Flux.just(ByteBuffer.wrap(BODY));
    }

    @Override
    public Mono<byte[]> getBodyAsByteArray() {
      return Mono.just(BODY);
    }

    @Override
    public Mono<String> getBodyAsString() {
      return getBodyAsString(StandardCharsets.UTF_8);
    }

    @Override
    public Mono<String> getBodyAsString(Charset charset) {
      return Mono.just(new String(BODY, charset));
    }
  }

  private JsonObject ended(String id) {
    assertThat(Polling.await("wait for the run", 30, () -> runs.find(FACTORY, id).has("runEnd")))
        .isTrue();
    return runs.find(FACTORY, id);
  }

  private List<String> statuses(String id) {
    return runs.activities(FACTORY, id).stream()
        .map(
            each ->
                each.get("activityName").getAsString() + ": " + each.get("status").getAsString())
        .toList();
  }

  private static JsonObject pipeline(String... activities) {
    return JsonParser.parseString("{\"activities\":[" + String.join(",", activities) + "]}")
        .getAsJsonObject();
  }

  private static String web(String name, String url, String timeout, int retries) {
    return """
    {"name":"%s","type":"WebActivity","policy":{"timeout":"%s","retry":%d,"retryIntervalInSeconds":45},"typeProperties":{"method":"GET","url":"%s"}}\
    """
        .formatted(name, timeout.isEmpty() ? "0.01:00:00" : timeout, retries, url);
  }

  /** Returns an activity without content, which depends on another one. */
  private static String condition(String name, String after, String when) {
    return """
    {"name":"%s","type":"IfCondition","dependsOn":[{"activity":"%s","dependencyConditions":["%s"]}],"typeProperties":{"expression":{"type":"Expression","value":"@equals(1, 1)"}}}\
    """
        .formatted(name, after, when);
  }
}
