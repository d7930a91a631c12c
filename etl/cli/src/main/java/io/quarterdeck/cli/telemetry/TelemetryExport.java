package io.quarterdeck.cli.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.SdkMeterProviderBuilder;
import io.opentelemetry.sdk.metrics.View;
import io.opentelemetry.sdk.resources.Resource;
import io.quarterdeck.loader.failure.ToolVersion;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * The SDK of OpenTelemetry with its exporters, and what it reported about them. The SDK reports a
 * failed export only to its logger, and again at each further export, so this class keeps the first
 * warning and prints none. Thread-safe.
 */
final class TelemetryExport {
  /**
   * The default of {@code OTEL_EXPORTER_OTLP_TIMEOUT}. OpenTelemetry's own default is 10 s. A
   * command waits for this time at its end if the collector does not answer.
   */
  private static final Duration TIMEOUT = Duration.ofSeconds(2);

  /** For the work of the SDK besides the requests. */
  private static final Duration MARGIN = Duration.ofSeconds(1);

  private static final AttributeKey<String> SERVICE_VERSION =
      AttributeKey.stringKey("service.version");

  /** The logger, held here because the JDK forgets the settings of an unreferenced one. */
  private final Logger logger = Logger.getLogger("io.opentelemetry");

  private final FirstWarning warning = new FirstWarning();
  private final OpenTelemetrySdk sdk;
  private Duration timeout = TIMEOUT;

  /**
   * Creates the exporters that the environment describes.
   *
   * @throws io.opentelemetry.sdk.autoconfigure.spi.ConfigurationException if a variable has an
   *     invalid value
   */
  TelemetryExport(Map<String, String> environment) {
    logger.setUseParentHandlers(false);
    logger.addHandler(warning);
    this.sdk =
        AutoConfiguredOpenTelemetrySdk.builder()
            .addPropertiesSupplier(() -> defaults(environment))
            .addPropertiesCustomizer(this::readTimeout)
            .addResourceCustomizer((given, config) -> described().merge(given))
            .addMeterProviderCustomizer((meters, config) -> withoutOwnMetrics(meters))
            // The end of the command, or the hook of an interruption, sends the data.
            .disableShutdownHook()
            .build()
            .getOpenTelemetrySdk();
  }

  /** Returns the defaults. The variables of the environment take precedence over them. */
  private static Map<String, String> defaults(Map<String, String> environment) {
    Map<String, String> properties = new HashMap<>();
    properties.put("otel.service.name", "quarterdeck");
    // The default of the specification. That of this SDK is grpc.
    properties.put("otel.exporter.otlp.protocol", "http/protobuf");
    properties.put("otel.exporter.otlp.timeout", Long.toString(TIMEOUT.toMillis()));
    properties.put("otel.logs.exporter", "none");
    if (!TelemetryRequest.sendsTraces(environment)) {
      properties.put("otel.traces.exporter", "none");
    }
    if (!TelemetryRequest.sendsMetrics(environment)) {
      properties.put("otel.metrics.exporter", "none");
    }
    return properties;
  }

  /** Drops the metrics of the SDK about its queue and its exporters. */
  private static SdkMeterProviderBuilder withoutOwnMetrics(SdkMeterProviderBuilder meters) {
    View dropped = View.builder().setAggregation(Aggregation.drop()).build();
    for (String name : List.of("queueSize", "processedSpans", "otlp.exporter.*")) {
      meters.registerView(InstrumentSelector.builder().setName(name).build(), dropped);
    }
    return meters;
  }

  private Map<String, String> readTimeout(ConfigProperties properties) {
    timeout = properties.getDuration("otel.exporter.otlp.timeout", TIMEOUT);
    return Map.of();
  }

  private static Resource described() {
    return Resource.create(Attributes.of(SERVICE_VERSION, ToolVersion.current()));
  }

  OpenTelemetrySdk sdk() {
    return sdk;
  }

  /**
   * Sends what is left, and waits at most for the timeout of one request and a second.
   *
   * @return why spans or metrics were lost, as far as the SDK reported it; empty if none were
   */
  Optional<String> end() {
    // The SDK itself waits up to 5 s for the last metrics, in the thread that calls it.
    Thread sending =
        new Thread(
            () -> sdk.shutdown().join(timeout.toMillis(), TimeUnit.MILLISECONDS),
            "end of telemetry");
    sending.setDaemon(true);
    sending.start();
    try {
      sending.join(timeout.plus(MARGIN).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return sending.isAlive()
        ? Optional.of(warning.text().orElse("no answer within " + timeout.toMillis() + " ms"))
        : warning.text();
  }

  /** Keeps the first warning of the SDK. */
  private static final class FirstWarning extends Handler {
    private String text;

    @Override
    public synchronized void publish(LogRecord logged) {
      if (text == null && logged.getLevel().intValue() >= Level.WARNING.intValue()) {
        // The exporters write complete sentences; the message of this command goes on after it.
        // Some end with a label without a text.
        text = logged.getMessage().strip().replaceFirst("\\.?( Error message:)?$", "");
      }
    }

    synchronized Optional<String> text() {
      return Optional.ofNullable(text);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
