package io.quarterdeck.cli.observation;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.quarterdeck.loader.bytes.SystemReason;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.failure.ToolVersion;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Appends the events of a command to a file, one JSON object on each line (docs/command-line.md).
 * Each line is one write at the end of the file, so several processes can share a file.
 */
public final class JsonLog implements CommandObserver {
  private static final JsonFactory JSON = new JsonFactory();

  private final Path file;
  private final FileChannel channel;
  private final CommandStart start;
  private final long began = System.nanoTime();
  private boolean broken;

  private JsonLog(Path file, FileChannel channel, CommandStart start) {
    this.file = file;
    this.channel = channel;
    this.start = start;
  }

  /**
   * Opens the log, and writes the first event.
   *
   * @throws Failure if the file cannot be opened
   */
  public static JsonLog open(Path file, CommandStart start) {
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      JsonLog log = new JsonLog(file, channel, start);
      log.write(
          "info",
          "command-started",
          json -> {
            json.writeStringField("version", ToolVersion.current());
            json.writeFieldName("options");
            strings(json, start.options());
          });
      return log;
    } catch (IOException e) {
      throw Failure.causedBy(
          e,
          "Cannot write the log %s: %s; expected a file that can be written. Give another file with"
              + " --log-file or QUARTERDECK_LOG.",
          file,
          SystemReason.of(e));
    }
  }

  @Override
  public StepObserver stepStarted(String name) {
    write("info", "step-started", json -> json.writeStringField("step", name));
    return new Step(name, System.nanoTime());
  }

  @Override
  public void failed(String code, Optional<String> number, String message) {
    write(
        "error",
        "error",
        json -> {
          json.writeStringField("code", code);
          if (number.isPresent()) {
            json.writeStringField("number", number.get());
          }
          json.writeStringField("message", message);
        });
  }

  @Override
  public void interrupted(String message) {
    write("error", "interrupted", json -> json.writeStringField("message", message));
    close();
  }

  @Override
  public void ended(int exitCode) {
    write(
        "info",
        "command-ended",
        json -> {
          json.writeNumberField("exitCode", exitCode);
          json.writeNumberField("seconds", seconds(began));
        });
    close();
  }

  /** Writes the fields of one event. */
  private interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private synchronized void write(String level, String event, Fields fields) {
    if (broken) {
      return;
    }
    try {
      ByteBuffer line =
          ByteBuffer.wrap(line(level, event, fields).getBytes(StandardCharsets.UTF_8));
      while (line.hasRemaining()) {
        channel.write(line);
      }
    } catch (IOException e) {
      // A full disk must not end a load. The rest of the log is missing, so it is reported once.
      broken = true;
      System.err.printf(
          "Cannot write the log %s: %s; expected enough space. The command continues without a"
              + " log.%n",
          file, SystemReason.of(e));
    }
  }

  private String line(String level, String event, Fields fields) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeStringField("time", Instant.now().truncatedTo(ChronoUnit.MILLIS).toString());
      json.writeStringField("level", level);
      json.writeStringField("event", event);
      json.writeStringField("correlationId", start.correlation().text());
      json.writeStringField("command", start.command());
      json.writeNumberField("process", ProcessHandle.current().pid());
      fields.write(json);
      json.writeEndObject();
    }
    return text + "\n";
  }

  private static void strings(JsonGenerator json, List<String> all) throws IOException {
    json.writeStartArray();
    for (String each : all) {
      json.writeString(each);
    }
    json.writeEndArray();
  }

  private synchronized void close() {
    broken = true;
    try {
      channel.close();
    } catch (IOException e) {
      System.err.printf(
          "Cannot close the log %s: %s; expected no error. Its last lines may be missing.%n",
          file, SystemReason.of(e));
    }
  }

  /** Returns the seconds since a moment, in milliseconds. */
  private static double seconds(long since) {
    return Math.round((System.nanoTime() - since) / 1e6) / 1e3;
  }

  private final class Step implements StepObserver {
    private final String name;
    private final long stepBegan;

    Step(String name, long stepBegan) {
      this.name = name;
      this.stepBegan = stepBegan;
    }

    @Override
    public void phase(String what) {
      event("debug", "phase", what);
    }

    @Override
    public void note(String line) {
      event("info", "note", line);
    }

    @Override
    public void ended(Outcome outcome, String message, RowCounts counts) {
      write(
          outcome == Outcome.REFUSED ? "error" : "info",
          "step-ended",
          json -> {
            json.writeStringField("step", name);
            json.writeStringField("outcome", outcome.name().toLowerCase(Locale.ROOT));
            json.writeStringField("message", message);
            json.writeNumberField("rows", counts.rows());
            json.writeNumberField("rejects", counts.rejects());
            json.writeNumberField("seconds", seconds(stepBegan));
          });
    }

    private void event(String level, String event, String message) {
      write(
          level,
          event,
          json -> {
            json.writeStringField("step", name);
            json.writeStringField("message", message);
          });
    }
  }
}
