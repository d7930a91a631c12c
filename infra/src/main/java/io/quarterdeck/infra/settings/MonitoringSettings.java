package io.quarterdeck.infra.settings;

import java.util.List;

/**
 * Log retention, alert recipients and the budget.
 *
 * @param logDays how long Log Analytics keeps logs, in days
 * @param emails the recipients of alerts and budget notifications
 * @param monthlyBudget the budget in the subscription's billing currency
 */
public record MonitoringSettings(int logDays, List<String> emails, int monthlyBudget) {
  static MonitoringSettings read(Fields fields, SettingsProblems problems) {
    MonitoringSettings monitoring =
        new MonitoringSettings(
            fields.integer("logDays", 90, 30, 730),
            fields.list("alertEmails"),
            fields.integer("monthlyBudget", 2500, 1, 1_000_000_000));
    if (monitoring.emails.isEmpty()) {
      problems.addToList(
          "alertEmails",
          "nothing",
          "at least one address, because the budget and the alerts need a recipient",
          "data-platform@example.com");
    }
    monitoring.emails.stream()
        .filter(email -> !email.matches("[^@\\s]+@[^@\\s]+\\.[^@\\s]+"))
        .forEach(
            email ->
                problems.addToList(
                    "alertEmails",
                    Fields.quote(email),
                    "e-mail addresses",
                    "data-platform@example.com"));
    return monitoring;
  }
}
