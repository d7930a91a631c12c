package io.quarterdeck.infra.foundation.declaration;

import com.pulumi.core.Output;
import io.quarterdeck.contract.StackOutput;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The outputs, diagnostics and alerts that a component or a system declares. The platform exports
 * the outputs, sends the diagnostics to Log Analytics, and creates the alerts. No output is a
 * secret.
 */
public final class Declarations {
  private final Map<StackOutput, Output<?>> outputs = new EnumMap<>(StackOutput.class);
  private final List<DiagnosticSource> diagnosticSources = new ArrayList<>();
  private final List<ResourceAlerts> alerts = new ArrayList<>();
  private final List<LogRule> logRules = new ArrayList<>();

  /** Returns all declarations of several components, in their order. */
  public static Declarations all(List<Declarations> several) {
    Declarations all = new Declarations();
    for (Declarations one : several) {
      one.outputs.forEach(all::output);
      all.diagnosticSources.addAll(one.diagnosticSources);
      all.alerts.addAll(one.alerts);
      all.logRules.addAll(one.logRules);
    }
    return all;
  }

  /** Adds an output. */
  public Declarations output(StackOutput output, Output<?> value) {
    if (outputs.put(output, value) != null) {
      throw new IllegalStateException("Cannot set " + output + " twice");
    }
    return this;
  }

  /** Adds an output whose value is known before deployment. */
  public Declarations output(StackOutput output, String value) {
    return output(output, Output.of(value));
  }

  /** Adds a resource that sends logs. */
  public Declarations diagnostics(DiagnosticSource source) {
    diagnosticSources.add(source);
    return this;
  }

  /** Adds the alerts of a resource. */
  public Declarations alerts(ResourceAlerts resource) {
    alerts.add(resource);
    return this;
  }

  /** Adds an alert on the logs. */
  public Declarations logAlert(LogRule rule) {
    logRules.add(rule);
    return this;
  }

  public Map<StackOutput, Output<?>> outputs() {
    return Collections.unmodifiableMap(outputs);
  }

  public List<DiagnosticSource> diagnosticSources() {
    return Collections.unmodifiableList(diagnosticSources);
  }

  public List<ResourceAlerts> alerts() {
    return Collections.unmodifiableList(alerts);
  }

  public List<LogRule> logRules() {
    return Collections.unmodifiableList(logRules);
  }
}
