package io.quarterdeck.e2e.airflow;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.local.process.Polling;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The API of the Airflow that {@code local start --airflow} starts. Source: Apache Airflow,
 * "Airflow public API".
 *
 * @param url the address of its pages
 */
public record AirflowPages(URI url) {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** The API answers before the processor of DAGs has read the files. */
  private static final int READ_SECONDS = 300;

  /** Starts a run of a DAG for a logical date, as soon as Airflow has read the DAG. */
  public void start(String dag, String run, String logicalDate)
      throws IOException, InterruptedException {
    assertThat(Polling.await("read the DAG " + dag, READ_SECONDS, () -> knows(dag))).isTrue();
    answer(
        HttpRequest.newBuilder(url.resolve("/api/v2/dags/" + dag + "/dagRuns"))
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "{\"dag_run_id\":\"%s\",\"logical_date\":\"%s\"}"
                        .formatted(run, logicalDate))));
  }

  private boolean knows(String dag) {
    try {
      return answer(HttpRequest.newBuilder(url.resolve("/api/v2/dags")).GET())
          .contains("\"dag_id\":\"" + dag + "\"");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Returns the state of a run. */
  public String state(String dag, String run) {
    try {
      return field(
          answer(
              HttpRequest.newBuilder(url.resolve("/api/v2/dags/" + dag + "/dagRuns/" + run)).GET()),
          "state");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private String answer(HttpRequest.Builder request) throws IOException, InterruptedException {
    String token =
        field(
            text(HttpRequest.newBuilder(url.resolve("/auth/token")).GET().build()), "access_token");
    return text(request.header("Authorization", "Bearer " + token).build());
  }

  private static String text(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 400) {
      throw new IOException(request.uri() + ": " + response.statusCode() + " " + response.body());
    }
    return response.body();
  }

  private static String field(String json, String name) {
    Matcher found = Pattern.compile("\"" + name + "\":\\s*\"([^\"]*)\"").matcher(json);
    if (!found.find()) {
      throw new IllegalStateException("no " + name + " in " + json);
    }
    return found.group(1);
  }
}
