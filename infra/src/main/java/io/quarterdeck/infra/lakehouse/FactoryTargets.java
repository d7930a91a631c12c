package io.quarterdeck.infra.lakehouse;

import com.pulumi.core.Output;
import io.quarterdeck.infra.foundation.Foundation;
import io.quarterdeck.infra.foundation.factory.FactoryTarget;
import io.quarterdeck.infra.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The services to which the data factory of the lakehouse connects. */
final class FactoryTargets {
  private FactoryTargets() {}

  static List<FactoryTarget> of(Foundation foundation, Settings settings) {
    Output<String> lake = foundation.lake().outputs().id();
    List<FactoryTarget> targets = new ArrayList<>();
    targets.add(new FactoryTarget("lake-blob", lake, "blob"));
    targets.add(new FactoryTarget("lake-dfs", lake, "dfs"));
    targets.add(new FactoryTarget("vault", foundation.vault().outputs().id(), "vault"));
    targets.add(
        new FactoryTarget(
            "databricks", foundation.databricks().outputs().id(), "databricks_ui_api"));
    source(foundation, settings)
        .ifPresent(server -> targets.add(new FactoryTarget("source", server, "postgresqlServer")));
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
