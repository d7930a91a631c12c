package io.quarterdeck.local.databricks;

import io.quarterdeck.local.PrivateFiles;
import io.quarterdeck.local.databricks.secrets.Scopes;
import io.quarterdeck.local.databricks.secrets.SecretRoutes;
import io.quarterdeck.local.databricks.secrets.SecretSource;
import io.quarterdeck.local.databricks.state.StateFile;
import io.quarterdeck.local.databricks.user.UserRoutes;
import io.quarterdeck.local.databricks.user.Workspace;
import io.quarterdeck.local.databricks.wire.ApiServer;
import io.quarterdeck.local.databricks.wire.RequestLimit;
import io.quarterdeck.local.databricks.wire.Routes;
import io.quarterdeck.local.standin.StandIn;
import io.quarterdeck.local.standin.StandInSite;
import java.io.IOException;
import java.net.URI;

/** The part of Databricks' REST API that Quarterdeck calls, over plain HTTP on loopback. */
public final class DatabricksStandIn implements StandIn {
  private final Workspace workspace;
  private final SecretSource secrets;

  public DatabricksStandIn(Workspace workspace, SecretSource secrets) {
    this.workspace = workspace;
    this.secrets = secrets;
  }

  @Override
  public String name() {
    return "databricks";
  }

  @Override
  public Running start(StandInSite site) throws IOException {
    PrivateFiles.createFolder(site.folder());
    Scopes scopes = Scopes.open(new StateFile(site.folder().resolve("scopes.json")), secrets);
    Routes routes = new Routes();
    new UserRoutes(workspace).add(routes);
    new SecretRoutes(scopes).add(routes);
    ApiServer server =
        ApiServer.start(
            site.port(), site.token(), new RequestLimit(workspace.callsPerSecond()), routes);
    return new Started(server);
  }

  private record Started(ApiServer server) implements Running {
    @Override
    public URI endpoint() {
      return server.endpoint();
    }

    @Override
    public void close() {
      server.close();
    }
  }
}
