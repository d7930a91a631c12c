package io.quarterdeck.local.databricks.task;

import java.util.Map;

/** How tasks that use a service credential sign in to Event Hubs. Thread-safe. */
@FunctionalInterface
public interface EventHubSignIn {
  /**
   * Returns the environment variables with which a task signs in; empty if there is no event hub,
   * or the identity may not receive its events.
   *
   * @param identityId the resource id of the managed identity of the access connector
   */
  Map<String, String> variables(String identityId);
}
