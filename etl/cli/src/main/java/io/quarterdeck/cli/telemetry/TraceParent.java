package io.quarterdeck.cli.telemetry;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.Locale;
import java.util.Map;

/**
 * The span of the program that started this command, from the variable {@code TRACEPARENT}. The
 * names of variables are those of the headers in upper case (OpenTelemetry specification,
 * "Environment Variables as Context Propagation Carriers").
 */
final class TraceParent {
  private static final TextMapGetter<Map<String, String>> VARIABLES =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Map<String, String> variables) {
          return variables.keySet();
        }

        @Override
        public String get(Map<String, String> variables, String header) {
          return variables == null
              ? null
              : variables.get(header.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
      };

  private TraceParent() {}

  /** Returns the context of the caller; an empty one if there is no valid variable. */
  static Context of(ContextPropagators propagators, Map<String, String> environment) {
    return propagators.getTextMapPropagator().extract(Context.root(), environment, VARIABLES);
  }
}
