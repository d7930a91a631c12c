package io.quarterdeck.azure.connection;

import io.quarterdeck.azure.access.Scopes;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.azure.databricks.workspace.WorkspaceAddress;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.contract.Loopback;
import io.quarterdeck.loader.postgres.PostgresLogin;
import io.quarterdeck.loader.postgres.PostgresUrl;
import java.net.URI;
import java.util.Optional;

/** Derives the environment of a stack's job from the stack's outputs. */
public final class JobEnvironments {
  private JobEnvironments() {}

  /** Returns the environment of the stack's job. Sends no requests. */
  public static JobEnvironment of(ConnectedStack stack) {
    OutputValues outputs = stack.outputs();
    return new JobEnvironment(
        outputs.environment(),
        outputs.environment(),
        new WorkspaceAddress(
            URI.create(outputs.databricks().url()), () -> stack.access().token(Scopes.DATABRICKS)),
        database(outputs.postgres()),
        new JobEnvironment.Vault(outputs.keyVault().id(), URI.create(outputs.keyVault().uri())),
        lake(outputs),
        Optional.of(outputs.jobIdentity().clientId()));
  }

  /** The URL does not select a trust store, because the job does. */
  private static JobEnvironment.Database database(OutputValues.Postgres server) {
    return new JobEnvironment.Database(
        PostgresUrl.of(server.host(), server.port(), server.database()),
        server.user(),
        switch (server.auth()) {
          case ENTRA -> PostgresLogin.SECRET;
          case PASSWORD -> server.passwordSecret();
        });
  }

  private static JobEnvironment.Lake lake(OutputValues outputs) {
    OutputValues.Lake lake = outputs.lake();
    String host = host(URI.create(lake.dfsEndpoint()));
    return new JobEnvironment.Lake(
        container(lake.landing(), host),
        container(outputs.requireBatch().curated(), host),
        container(lake.quarantine(), host),
        container(lake.artifacts(), host),
        outputs.lakehouse().map(lakehouse -> container(lakehouse.container(), host)),
        outputs.streaming().map(streaming -> container(streaming.container(), host)),
        new JobEnvironment.LentIdentity(
            outputs.databricks().accessConnectorId(), Optional.of(outputs.jobIdentity().id())));
  }

  /** Returns the account's host name. On loopback, the account name is in the endpoint's path. */
  private static String host(URI endpoint) {
    return Loopback.is(endpoint)
        ? endpoint.getPath().replace("/", "") + ".dfs.core.windows.net"
        : endpoint.getHost();
  }

  private static URI container(String name, String host) {
    return URI.create("abfss://" + name + "@" + host);
  }
}
