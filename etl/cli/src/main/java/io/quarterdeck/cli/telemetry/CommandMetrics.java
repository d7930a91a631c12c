package io.quarterdeck.cli.telemetry;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.quarterdeck.cli.observation.RowCounts;
import io.quarterdeck.loader.failure.ToolVersion;
import java.util.List;

/** The metrics of one command. Their attributes have few values: no ids and no file names. */
final class CommandMetrics {
  /** The default boundaries of the SDK suit milliseconds. */
  private static final List<Double> SECONDS =
      List.of(0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 900.0, 1800.0, 3600.0);

  private final String command;
  private final DoubleHistogram commandDuration;
  private final DoubleHistogram stepDuration;
  private final LongCounter rows;
  private final LongCounter rejects;

  CommandMetrics(OpenTelemetry sdk, String command) {
    Meter meter =
        sdk.meterBuilder(Telemetry.SCOPE).setInstrumentationVersion(ToolVersion.current()).build();
    this.command = command;
    this.commandDuration =
        duration(meter, "quarterdeck.command.duration", "The duration of a command.");
    this.stepDuration = duration(meter, "quarterdeck.step.duration", "The duration of a step.");
    this.rows =
        counter(
            meter,
            "quarterdeck.step.rows",
            "The rows that a step processed, rejected ones included.");
    this.rejects = counter(meter, "quarterdeck.step.rejects", "The rows that a step rejected.");
  }

  private static DoubleHistogram duration(Meter meter, String name, String description) {
    return meter
        .histogramBuilder(name)
        .setUnit("s")
        .setDescription(description)
        .setExplicitBucketBoundariesAdvice(SECONDS)
        .build();
  }

  private static LongCounter counter(Meter meter, String name, String description) {
    return meter.counterBuilder(name).setUnit("{row}").setDescription(description).build();
  }

  static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }

  /** Records a command. The exit code is missing if a signal ended it. */
  void commandEnded(double seconds, Attributes exit) {
    commandDuration.record(seconds, exit.toBuilder().put(Telemetry.COMMAND, command).build());
  }

  void stepEnded(String step, String outcome, double seconds, RowCounts counts) {
    Attributes named = Attributes.of(Telemetry.COMMAND, command, Telemetry.STEP, step);
    stepDuration.record(seconds, named.toBuilder().put(Telemetry.OUTCOME, outcome).build());
    if (counts.rows() > 0 || counts.rejects() > 0) {
      rows.add(counts.rows(), named);
      // Also if there are none, so that a share of rejects can be computed.
      rejects.add(counts.rejects(), named);
    }
  }
}
