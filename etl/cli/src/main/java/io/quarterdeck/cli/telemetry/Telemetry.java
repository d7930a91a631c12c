package io.quarterdeck.cli.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.quarterdeck.cli.observation.CommandObserver;
import io.quarterdeck.cli.observation.CommandStart;
import io.quarterdeck.cli.observation.StepObserver;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.failure.ToolVersion;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A trace and metrics of a command. The variables {@code OTEL_…} configure the exporter
 * (opentelemetry.io, "Configure the SDK"). The span of the command is a child of the span in {@code
 * TRACEPARENT}, if a caller sets that variable.
 */
public final class Telemetry implements CommandObserver {
  /** The variable that enables telemetry. */
  public static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";

  private static final String NAME = "io.quarterdeck.cli";
  private static final AttributeKey<String> COMMAND = AttributeKey.stringKey("quarterdeck.command");
  private static final AttributeKey<String> STEP = AttributeKey.stringKey("quarterdeck.step");
  private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("quarterdeck.outcome");
  private static final AttributeKey<Long> ROWS = AttributeKey.longKey("quarterdeck.rows");
  private static final AttributeKey<Long> EXIT_CODE =
      AttributeKey.longKey("quarterdeck.exit_code");
  private static final AttributeKey<String> CORRELATION_ID =
      AttributeKey.stringKey("quarterdeck.correlation_id");

  /** The time to send the last spans and metrics. A collector that does not answer delays so long. */
  private static final long SEND_SECONDS = 5;

  private final OpenTelemetrySdk sdk;
  private final Tracer tracer;
  private final DoubleHistogram commandDuration;
  private final DoubleHistogram stepDuration;
  private final LongCounter rows;
  private final String command;
  private final Span span;
  private final long began = System.nanoTime();

  private Telemetry(OpenTelemetrySdk sdk, CommandStart start) {
    this.sdk = sdk;
    this.command = start.command();
    this.tracer = sdk.getTracer(NAME, ToolVersion.current());
    Meter meter = sdk.getMeter(NAME);
    this.commandDuration = seconds(meter, "quarterdeck.command.duration", "The time of a command.");
    this.stepDuration = seconds(meter, "quarterdeck.step.duration", "The time of a step.");
    this.rows =
        meter
            .counterBuilder("quarterdeck.step.rows")
            .setUnit("{row}")
            .setDescription("The rows that a step processed.")
            .build();
    this.span =
        tracer
            .spanBuilder("quarterdeck " + command)
            .setParent(TraceParent.of(sdk.getPropagators(), System.getenv()))
            .setAttribute(COMMAND, command)
            .setAttribute(CORRELATION_ID, start.correlation().text())
            .startSpan();
  }

  private static DoubleHistogram seconds(Meter meter, String name, String description) {
    return meter.histogramBuilder(name).setUnit("s").setDescription(description).build();
  }

  /**
   * Starts the span of a command.
   *
   * @throws Failure if a variable {@code OTEL_…} has an invalid value
   */
  public static Telemetry begin(CommandStart start) {
    try {
      return new Telemetry(sdk(), start);
    } catch (ConfigurationException e) {
      throw Failure.causedBy(
          e,
          "Cannot send traces and metrics: %s; expected valid values of the variables OTEL_*."
              + " Correct the variable, or unset %s.",
          e.getMessage(),
          ENDPOINT);
    }
  }

  private static OpenTelemetrySdk sdk() {
    return AutoConfiguredOpenTelemetrySdk.builder()
        // Defaults, which the environment replaces.
        .addPropertiesSupplier(
            () -> Map.of("otel.service.name", "quarterdeck", "otel.logs.exporter", "none"))
        // The end of the command, or the hook of an interruption, sends the data.
        .disableShutdownHook()
        .build()
        .getOpenTelemetrySdk();
  }

  @Override
  public StepObserver stepStarted(String name) {
    return new Step(name.replaceFirst("^\\d+/\\d+ ", ""));
  }

  @Override
  public void failed(String code, String message) {
    span.setStatus(StatusCode.ERROR, message);
  }

  @Override
  public void interrupted(String message) {
    span.setStatus(StatusCode.ERROR, message);
    end(Attributes.of(COMMAND, command));
  }

  @Override
  public void ended(int exitCode) {
    span.setAttribute(EXIT_CODE, (long) exitCode);
    end(Attributes.of(COMMAND, command, EXIT_CODE, (long) exitCode));
  }

  private void end(Attributes attributes) {
    commandDuration.record(since(began), attributes);
    span.end();
    if (!sdk.shutdown().join(SEND_SECONDS, TimeUnit.SECONDS).isSuccess()) {
      // The SDK prints the cause as a warning.
      System.err.printf(
          "Cannot send the traces and metrics to %s within %d s; expected an OTLP collector there."
              + " They are lost. The command itself is not affected.%n",
          System.getenv(ENDPOINT), SEND_SECONDS);
    }
  }

  private static double since(long moment) {
    return (System.nanoTime() - moment) / 1e9;
  }

  private final class Step implements StepObserver {
    private final String name;
    private final Span stepSpan;
    private final long stepBegan = System.nanoTime();

    Step(String name) {
      this.name = name;
      this.stepSpan =
          tracer
              .spanBuilder(name)
              .setParent(Context.root().with(span))
              .setAttribute(COMMAND, command)
              .setAttribute(STEP, name)
              .startSpan();
    }

    @Override
    public void phase(String what) {
      stepSpan.addEvent(what);
    }

    @Override
    public void note(String line) {
      stepSpan.addEvent(line);
    }

    @Override
    public void ended(Outcome outcome, String message, long count) {
      String word = outcome.name().toLowerCase(Locale.ROOT);
      stepSpan.setAttribute(OUTCOME, word);
      stepSpan.setAttribute(ROWS, count);
      if (outcome == Outcome.REFUSED) {
        stepSpan.setStatus(StatusCode.ERROR, message);
      }
      stepSpan.end();
      stepDuration.record(
          since(stepBegan), Attributes.of(COMMAND, command, STEP, name, OUTCOME, word));
      if (count > 0) {
        rows.add(count, Attributes.of(COMMAND, command, STEP, name));
      }
    }
  }
}
