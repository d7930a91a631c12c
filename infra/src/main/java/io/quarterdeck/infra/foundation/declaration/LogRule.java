package io.quarterdeck.infra.foundation.declaration;

/**
 * The condition of an alert on the logs in Log Analytics: the query returns a row.
 *
 * @param name the last part of the alert's name
 * @param severity 0 is critical, 4 is verbose
 * @param query the query in KQL, without a filter of the time
 */
public record LogRule(String name, String description, int severity, String query) {}
