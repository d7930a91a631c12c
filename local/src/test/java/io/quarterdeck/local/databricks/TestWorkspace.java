package io.quarterdeck.local.databricks;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.DatabricksConfig;
import io.quarterdeck.local.databricks.user.Workspace;
import io.quarterdeck.local.standin.StandIn;
import io.quarterdeck.local.standin.StandInSite;
import java.io.IOException;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import javax.net.ssl.SSLContext;

/** A stand-in of its own for one test, and the real client of it. */
record TestWorkspace(StandIn.Running running, WorkspaceClient client) implements AutoCloseable {
  static final String TOKEN = "dapi-test";

  static TestWorkspace start(Path folder) throws IOException {
    StandIn.Running running =
        new DatabricksStandIn(Workspace.local(7), new FakeVault()).start(site(folder));
    return new TestWorkspace(
        running,
        new WorkspaceClient(
            new DatabricksConfig().setHost(running.endpoint().toString()).setToken(TOKEN)));
  }

  static StandInSite site(Path folder) {
    try {
      return new StandInSite(folder.resolve("databricks"), 0, SSLContext.getDefault(), TOKEN);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    running.close();
  }
}
