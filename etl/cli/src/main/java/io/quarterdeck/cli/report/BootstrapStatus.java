package io.quarterdeck.cli.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarterdeck.cli.terminal.JsonObject;
import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The steps of the last bootstrap of a checkout, in the file {@code bootstrap-status.json} of its
 * state folder. Bootstrap writes the file after each event. {@code report} reads it: for the
 * waterfall, and with {@code --serve} while the bootstrap runs.
 *
 * @param process the id of the process of the bootstrap
 * @param started when it started
 * @param done the steps that ended
 * @param running the step that runs, if there is one
 */
public record BootstrapStatus(
    long process, Instant started, List<ReportData.Step> done, Optional<Running> running) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * A step that runs.
   *
   * @param title the name with its number, as in {@code 3/5 load}
   * @param since when it began
   */
  public record Running(String title, Instant since) {}

  /**
   * Writes the file in one step.
   *
   * @throws Failure if it cannot be written
   */
  public void write(Path state) {
    Path file = file(state);
    Path beside = file.resolveSibling(file.getFileName() + ".partial");
    try {
      Files.writeString(beside, json());
      Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot write %s: %s; expected a writable file. Correct its permissions, or set"
              + " QUARTERDECK_HOME to another folder.",
          file,
          e);
    }
  }

  /**
   * Reads the file; empty if no bootstrap ran.
   *
   * @throws Failure if it cannot be read
   */
  public static Optional<BootstrapStatus> read(Path state) {
    Path file = file(state);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(of(JSON.readTree(file.toFile())));
    } catch (IOException e) {
      throw Failure.causedBy(
          e, "Cannot read %s: %s; expected the file that bootstrap writes. Delete it.", file, e);
    }
  }

  /** Returns the steps of the last bootstrap that ended. */
  static List<ReportData.Step> steps(Path state) {
    return read(state).map(BootstrapStatus::done).orElse(List.of());
  }

  /** Returns the step that runs, if the process of the bootstrap exists. */
  Optional<Running> alive() {
    return running.filter(step -> ProcessHandle.of(process).isPresent());
  }

  private static Path file(Path state) {
    return state.resolve("bootstrap-status.json");
  }

  private String json() {
    return new JsonObject()
        .with("process", process)
        .with("started", started)
        .with("done", done.stream().map(BootstrapStatus::json).toList())
        .with(
            "running",
            running.map(
                step -> new JsonObject().with("title", step.title()).with("since", step.since())))
        .text();
  }

  private static JsonObject json(ReportData.Step step) {
    return new JsonObject()
        .with("name", step.name())
        .with("began", step.began())
        .with("took", step.took())
        .with("outcome", step.outcome());
  }

  private static BootstrapStatus of(JsonNode json) {
    List<ReportData.Step> done = new ArrayList<>();
    for (JsonNode step : json.path("done")) {
      done.add(
          new ReportData.Step(
              step.path("name").asText(),
              Duration.parse(step.path("began").asText()),
              Duration.parse(step.path("took").asText()),
              step.path("outcome").asText()));
    }
    JsonNode running = json.path("running");
    return new BootstrapStatus(
        json.path("process").asLong(),
        Instant.parse(json.path("started").asText()),
        done,
        running.isObject()
            ? Optional.of(
                new Running(
                    running.path("title").asText(), Instant.parse(running.path("since").asText())))
            : Optional.empty());
  }
}
