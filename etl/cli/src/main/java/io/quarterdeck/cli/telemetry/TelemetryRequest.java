package io.quarterdeck.cli.telemetry;

import java.util.List;
import java.util.Map;

/**
 * Whether the environment asks for traces and metrics. This class uses no class of OpenTelemetry,
 * so commands that send nothing load none.
 *
 * <p>The names and their meaning are those of OpenTelemetry (opentelemetry.io, "OpenTelemetry
 * Protocol Exporter" and "Environment Variable Specification").
 */
public final class TelemetryRequest {
  static final String ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT";
  static final String TRACES_ENDPOINT = "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT";
  static final String METRICS_ENDPOINT = "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT";
  static final String DISABLED = "OTEL_SDK_DISABLED";

  private TelemetryRequest() {}

  /** Returns whether a variable names an endpoint, and OpenTelemetry is not disabled. */
  public static boolean isIn(Map<String, String> environment) {
    return !"true".equalsIgnoreCase(environment.get(DISABLED))
        && (sendsTraces(environment) || sendsMetrics(environment));
  }

  static boolean sendsTraces(Map<String, String> environment) {
    return isAnySet(environment, List.of(ENDPOINT, TRACES_ENDPOINT));
  }

  static boolean sendsMetrics(Map<String, String> environment) {
    return isAnySet(environment, List.of(ENDPOINT, METRICS_ENDPOINT));
  }

  private static boolean isAnySet(Map<String, String> environment, List<String> names) {
    return names.stream().anyMatch(name -> !environment.getOrDefault(name, "").isBlank());
  }
}
