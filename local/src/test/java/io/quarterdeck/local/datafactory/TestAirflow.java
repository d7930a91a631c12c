package io.quarterdeck.local.datafactory;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The real Airflow of a test: its commands, its processes and its API.
 *
 * @param python the Python that has Airflow
 * @param variables the environment of its processes
 * @param url the address of its API
 * @param logs the folder for the output of its processes
 */
record TestAirflow(String python, Map<String, String> variables, URI url, Path logs) {
  private static final long COMMAND_SECONDS = 600;

  /** The result of a command; both of its streams are the text. */
  record Ended(int exitCode, String text) {}

  private ProcessBuilder builder(Path log, List<String> arguments) {
    ProcessBuilder builder =
        new ProcessBuilder(
                Stream.concat(Stream.of(python, "-m", "airflow"), arguments.stream()).toList())
            .directory(logs.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(variables);
    // "airflow standalone" finds its other commands in the path.
    builder
        .environment()
        .merge(
            "PATH",
            Path.of(python).toAbsolutePath().getParent().toString(),
            (path, own) -> own + File.pathSeparator + path);
    return builder;
  }

  /** Runs a command to its end. */
  Ended run(String... arguments) throws IOException, InterruptedException {
    Path log = Files.createTempFile(logs, "command", ".log");
    Process process = builder(log, List.of(arguments)).start();
    if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    return new Ended(process.waitFor(), Files.readString(log));
  }

  /** Starts the scheduler, the processor of DAGs, the triggerer and the API. */
  Process start() throws IOException {
    return builder(logs.resolve("standalone.log"), List.of("standalone")).start();
  }

  /** Ends all processes of Airflow. */
  static void stop(Process standalone) throws InterruptedException {
    List<ProcessHandle> all = standalone.descendants().toList();
    standalone.destroy();
    all.forEach(ProcessHandle::destroy);
    if (!standalone.waitFor(30, TimeUnit.SECONDS)) {
      standalone.destroyForcibly();
    }
    all.forEach(ProcessHandle::destroyForcibly);
    standalone.waitFor();
  }

  /** Returns the process that executes the code of a task. Airflow names it after the task. */
  static Optional<ProcessHandle> task(Process standalone) {
    return standalone
        .descendants()
        .filter(each -> title(each).matches("airflow worker -- [0-9a-f-]{36}\\W*"))
        .findFirst();
  }

  private static String title(ProcessHandle process) {
    try {
      byte[] line = Files.readAllBytes(Path.of("/proc/" + process.pid() + "/cmdline"));
      return new String(line, StandardCharsets.UTF_8).replace('\0', ' ').strip();
    } catch (IOException e) {
      return ""; // The process has ended.
    }
  }

  /** Returns the answer of the API; empty as long as it does not listen. */
  Optional<JsonObject> get(String path) {
    return send(path, HttpRequest.newBuilder().GET());
  }

  JsonObject post(String path, String body) {
    return send(
            path,
            HttpRequest.newBuilder()
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body)))
        .orElseThrow();
  }

  private Optional<JsonObject> send(String path, HttpRequest.Builder request) {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    try {
      JsonObject token =
          json(client, HttpRequest.newBuilder().GET().uri(url.resolve("/auth/token")));
      return Optional.of(
          json(
              client,
              request
                  .uri(url.resolve("/api/v2/" + path))
                  .header("Authorization", "Bearer " + token.get("access_token").getAsString())));
    } catch (ConnectException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static JsonObject json(HttpClient client, HttpRequest.Builder request)
      throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    if (response.statusCode() >= 400) {
      throw new IllegalStateException(response.statusCode() + " " + response.body());
    }
    return JsonParser.parseString(response.body()).getAsJsonObject();
  }
}
