package io.quarterdeck.cli.doctor;

import com.azure.core.exception.HttpResponseException;
import com.azure.resourcemanager.postgresqlflexibleserver.fluent.models.ServerInner;
import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.azure.outputs.OutputValues.Postgres;
import io.quarterdeck.azure.server.FlexibleServer;
import io.quarterdeck.azure.stack.RecreateAdvice;
import java.util.List;
import java.util.function.Supplier;

/**
 * Checks that the resource group has the PostgreSQL server of the outputs, and that the server
 * accepts connections. The outputs identify the server by its host name.
 *
 * @param servers lists the servers of the resource group
 * @param expected the server of the outputs
 */
record PostgresServerCheck(
    Supplier<List<ServerInner>> servers, Postgres expected, ManagementClients clients)
    implements CheckInResourceGroup {
  static final String NAME = "postgres server";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Finding look() {
    try {
      return servers.get().stream()
          .filter(server -> FlexibleServer.isAt(expected, server))
          .findFirst()
          .map(server -> ResourceState.READY.of(server.id(), server.name(), server.state()))
          .orElseGet(
              () ->
                  Finding.failed(
                      "the resource group has none whose fullyQualifiedDomainName is "
                          + expected.host(),
                      RecreateAdvice.of(clients.endpoint())));
    } catch (HttpResponseException e) {
      return Refused.finding(e, RecreateAdvice.of(clients.endpoint()));
    }
  }
}
