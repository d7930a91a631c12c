package io.quarterdeck.cli.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException;
import io.quarterdeck.cli.observation.CommandObserver;
import io.quarterdeck.cli.observation.CommandStart;
import io.quarterdeck.cli.observation.RowCounts;
import io.quarterdeck.cli.observation.StepObserver;
import io.quarterdeck.loader.failure.ToolVersion;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A trace and metrics of a command (docs/telemetry.md). The span of the command is a child of the
 * span in {@code TRACEPARENT}, if a caller sets that variable.
 *
 * <p>A problem with the collector or with a variable {@code OTEL_…} never fails a command: it is
 * printed once, and the command continues.
 */
public final class Telemetry implements CommandObserver {
  static final String SCOPE = "io.quarterdeck.cli";
  static final AttributeKey<String> COMMAND = AttributeKey.stringKey("quarterdeck.command");
  static final AttributeKey<String> STEP = AttributeKey.stringKey("quarterdeck.step");
  static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("quarterdeck.outcome");
  static final AttributeKey<Long> EXIT_CODE = AttributeKey.longKey("quarterdeck.exit_code");
  private static final AttributeKey<Long> ROWS = AttributeKey.longKey("quarterdeck.rows");
  private static final AttributeKey<Long> REJECTS = AttributeKey.longKey("quarterdeck.rejects");
  private static final AttributeKey<String> CORRELATION_ID =
      AttributeKey.stringKey("quarterdeck.correlation_id");

  private final TelemetryExport export;
  private final CommandStart start;
  private final Tracer tracer;
  private final CommandMetrics metrics;
  private final Span span;
  private final long began = System.nanoTime();
  private final Set<Step> open = ConcurrentHashMap.newKeySet();

  private Telemetry(TelemetryExport export, CommandStart start, Map<String, String> environment) {
    this.export = export;
    this.start = start;
    this.tracer = export.sdk().getTracer(SCOPE, ToolVersion.current());
    this.metrics = new CommandMetrics(export.sdk(), start.command());
    this.span =
        tracer
            .spanBuilder("quarterdeck " + start.command())
            .setParent(TraceParent.of(export.sdk().getPropagators(), environment))
            .setAttribute(COMMAND, start.command())
            .setAttribute(CORRELATION_ID, start.correlation().text())
            .startSpan();
  }

  /**
   * Starts the span of a command.
   *
   * @return the observer; empty, after a message on standard error, if a variable {@code OTEL_…}
   *     has an invalid value
   */
  public static Optional<CommandObserver> begin(
      CommandStart start, Map<String, String> environment) {
    try {
      return Optional.of(new Telemetry(new TelemetryExport(environment), start, environment));
    } catch (ConfigurationException e) {
      System.err.printf(
          "Cannot send traces and metrics: %s; expected valid values of the variables OTEL_*."
              + " Correct the variable, or set %s=true. The command continues without them.%n",
          e.getMessage(), TelemetryRequest.DISABLED);
      return Optional.empty();
    }
  }

  @Override
  public StepObserver stepStarted(String name) {
    // Without the number, so that all runs of a step have the same name.
    Step step = new Step(name.replaceFirst("^\\d+/\\d+ ", ""));
    open.add(step);
    return step;
  }

  @Override
  public void failed(String code, Optional<String> number, String message) {
    span.setStatus(StatusCode.ERROR, message);
  }

  @Override
  public void interrupted(String message) {
    // The process ends before the steps do. A span that has not ended is not sent.
    open.forEach(step -> step.ended(StepObserver.Outcome.ENDED, "", new RowCounts(0, 0)));
    span.setStatus(StatusCode.ERROR, message);
    end(Attributes.empty());
  }

  @Override
  public void ended(int exitCode) {
    span.setAttribute(EXIT_CODE, (long) exitCode);
    end(Attributes.of(EXIT_CODE, (long) exitCode));
  }

  private void end(Attributes exit) {
    metrics.commandEnded(CommandMetrics.secondsSince(began), exit);
    span.end();
    export
        .end()
        .ifPresent(
            why ->
                System.err.printf(
                    "Cannot send all traces and metrics: %s; expected an OTLP collector that"
                        + " accepts them. Start it, correct the variables OTEL_EXPORTER_OTLP_*, or"
                        + " set %s=true. The result of the command does not depend on it.%n",
                    why, TelemetryRequest.DISABLED));
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
              .setAttribute(COMMAND, start.command())
              .setAttribute(CORRELATION_ID, start.correlation().text())
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
    public void ended(Outcome outcome, String message, RowCounts counts) {
      if (!open.remove(this)) {
        return;
      }
      String word = outcome.name().toLowerCase(Locale.ROOT);
      stepSpan.setAttribute(OUTCOME, word);
      stepSpan.setAttribute(ROWS, counts.rows());
      stepSpan.setAttribute(REJECTS, counts.rejects());
      if (outcome == Outcome.REFUSED) {
        stepSpan.setStatus(StatusCode.ERROR, message);
      }
      stepSpan.end();
      metrics.stepEnded(name, word, CommandMetrics.secondsSince(stepBegan), counts);
    }
  }
}
