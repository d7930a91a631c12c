package io.quarterdeck.azure.server;

import com.azure.core.exception.HttpResponseException;
import com.azure.resourcemanager.postgresqlflexibleserver.fluent.PostgreSqlManagementClient;
import com.azure.resourcemanager.postgresqlflexibleserver.fluent.models.ConfigurationInner;
import com.azure.resourcemanager.postgresqlflexibleserver.fluent.models.ServerInner;
import io.quarterdeck.azure.management.AzureError;
import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.azure.outputs.OutputValues.Postgres;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.retry.Backoff;
import io.quarterdeck.loader.retry.Retry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * A PostgreSQL flexible server in Resource Manager. The requests are "Servers - List By Resource
 * Group", "Configurations - Get" and "Servers - Restart" of Azure's REST reference
 * (/rest/api/postgresql).
 *
 * @param resourceGroup the name of its resource group
 * @param name the name of the resource
 * @param client a client for its subscription
 */
public record FlexibleServer(String resourceGroup, String name, PostgreSqlManagementClient client) {
  /**
   * Finds the server of a stack by its host name.
   *
   * @throws Failure if it does not exist or cannot be read
   */
  public static FlexibleServer find(OutputValues outputs, ManagementClients clients) {
    try {
      return find(outputs, list(outputs, clients), clients);
    } catch (HttpResponseException e) {
      throw unreadable("the PostgreSQL servers of " + outputs.resourceGroup(), e);
    }
  }

  /**
   * Finds the server of a stack in the list of the servers of its resource group.
   *
   * @throws Failure if it does not exist
   */
  public static FlexibleServer find(
      OutputValues outputs, List<ServerInner> servers, ManagementClients clients) {
    return servers.stream()
        .filter(server -> isAt(outputs.postgres(), server))
        .findFirst()
        .map(
            server ->
                new FlexibleServer(
                    outputs.resourceGroup(),
                    server.name(),
                    clients.postgres(outputs.subscriptionId())))
        .orElseThrow(
            () ->
                Failure.of(
                    "Cannot find the PostgreSQL server %s in the resource group %s: no server has"
                        + " that host name; expected one. Run ./quarterdeck doctor.",
                    outputs.postgres().host(), outputs.resourceGroup()));
  }

  /**
   * Lists the servers of a stack's resource group.
   *
   * @throws HttpResponseException if Azure refuses the request
   */
  public static List<ServerInner> list(OutputValues outputs, ManagementClients clients) {
    return clients
        .postgres(outputs.subscriptionId())
        .getServers()
        .listByResourceGroup(outputs.resourceGroup())
        .stream()
        .toList();
  }

  /**
   * Returns whether the server has the host name of the outputs. The local stack's resource
   * includes the port in its host name.
   */
  public static boolean isAt(Postgres expected, ServerInner server) {
    String found = server.fullyQualifiedDomainName();
    return expected.host().equalsIgnoreCase(found)
        || (expected.host() + ":" + expected.port()).equalsIgnoreCase(found);
  }

  /**
   * Reads a parameter.
   *
   * @throws Failure if it cannot be read
   */
  public ServerParameter parameter(String parameter) {
    try {
      ConfigurationInner found = client.getConfigurations().get(resourceGroup, name, parameter);
      return new ServerParameter(
          Objects.requireNonNullElse(found.value(), ""),
          Boolean.TRUE.equals(found.isConfigPendingRestart()));
    } catch (HttpResponseException e) {
      throw unreadable("the parameter %s of %s".formatted(parameter, name), e);
    }
  }

  /**
   * Restarts the server and waits until Azure reports that it runs again. The restart ends all
   * sessions.
   *
   * @param limit the maximum time to wait, including for other operations on the server
   * @throws Failure if Azure refuses the restart, or if the restart fails or does not end in time
   */
  public void restart(Duration limit) {
    new FlexibleServerRestart(this, limit, Retry.with(Backoff.POLITE)).run();
  }

  private static Failure unreadable(String what, HttpResponseException cause) {
    AzureError error = AzureError.of(cause);
    return Failure.causedBy(
        cause,
        "Cannot read %s: %s; expected an answer. %s",
        what,
        error.text(),
        error.status() == 403
            ? "Ask for the role Reader on the resource group."
            : "Run ./quarterdeck doctor, which reports what to do.");
  }
}
