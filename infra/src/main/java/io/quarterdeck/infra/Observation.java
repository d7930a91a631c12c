package io.quarterdeck.infra;

import com.pulumi.resources.ComponentResourceOptions;
import io.quarterdeck.infra.foundation.Foundation;
import io.quarterdeck.infra.foundation.declaration.Declarations;
import io.quarterdeck.infra.foundation.monitoring.Alerts;
import io.quarterdeck.infra.foundation.monitoring.Diagnostics;
import io.quarterdeck.infra.foundation.monitoring.MonthlyBudget;
import io.quarterdeck.infra.settings.Settings;
import java.time.YearMonth;

/** Monitors the platform as declared: diagnostic settings, alerts and a budget. */
final class Observation {
  private static final ComponentResourceOptions TOP = ComponentResourceOptions.Empty;

  private Observation() {}

  static void create(
      Settings settings, Foundation foundation, Declarations declared, YearMonth month) {
    new Diagnostics(
        "diagnostics",
        new Diagnostics.Args(foundation.logs().outputs().id(), declared.diagnosticSources()),
        TOP);
    Alerts alerts =
        new Alerts(
            "alerts",
            new Alerts.Args(
                foundation.context(),
                settings.monitoring().emails(),
                foundation.logs().outputs().id(),
                declared.alerts(),
                declared.logRules()),
            TOP);
    new MonthlyBudget(
        "budget",
        new MonthlyBudget.Args(
            foundation.context(), settings.monitoring(), alerts.actionGroupId(), month),
        TOP);
  }
}
