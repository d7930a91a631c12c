package io.quarterdeck.infra.lakehouse;

import com.pulumi.core.Output;
import io.quarterdeck.infra.foundation.Foundation;
import io.quarterdeck.infra.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The services to which the data factory connects. */
final class FactoryTargets {
  /**
   * A service.
   *
   * @param name the name of the managed private endpoint
   * @param id the id of the service's resource
   * @param groupId the sub-resource of the service
   */
  record Target(String name, Output<String> id, String groupId) {}

  private FactoryTargets() {}

  static List<Target> of(Foundation foundation, Settings settings) {
    Output<String> lake = foundation.lake().outputs().id();
    List<Target> targets = new ArrayList<>();
    targets.add(new Target("lake-blob", lake, "blob"));
    targets.add(new Target("lake-dfs", lake, "dfs"));
    targets.add(new Target("vault", foundation.vault().outputs().id(), "vault"));
    targets.add(
        new Target("databricks", foundation.databricks().outputs().id(), "databricks_ui_api"));
    source(foundation, settings)
        .ifPresent(server -> targets.add(new Target("source", server, "postgresqlServer")));
    return targets;
  }

  /**
   * Returns the server of the source database. In private mode, the platform's own server is in the
   * virtual network, and Azure creates no private endpoints for such a server. Source: Microsoft
   * Learn, "Azure Database for PostgreSQL networking with Private Link".
   */
  private static Optional<Output<String>> source(Foundation foundation, Settings settings) {
    Optional<Output<String>> other = settings.lakehouse().sourceId().map(Output::of);
    return settings.access().isPublic()
        ? other.or(() -> Optional.of(foundation.postgres().outputs().id()))
        : other;
  }
}
