package io.quarterdeck.infra;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResourceOptions;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.databricks.DatabricksWorkspace;
import io.quarterdeck.infra.foundation.monitoring.Alerts;
import io.quarterdeck.infra.foundation.monitoring.Diagnostics;
import io.quarterdeck.infra.foundation.monitoring.Diagnostics.Source;
import io.quarterdeck.infra.foundation.monitoring.LogWorkspace;
import io.quarterdeck.infra.foundation.monitoring.MonthlyBudget;
import io.quarterdeck.infra.foundation.network.FlowLogs;
import io.quarterdeck.infra.foundation.network.Network;
import io.quarterdeck.infra.foundation.postgres.PostgresServer;
import io.quarterdeck.infra.settings.Settings;
import io.quarterdeck.infra.foundation.storage.Lake;
import io.quarterdeck.infra.foundation.storage.LogStore;
import io.quarterdeck.infra.foundation.vault.Vault;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** Monitors the platform: diagnostic logs, flow logs, alerts and a budget. */
final class Observation {
  private static final ComponentResourceOptions TOP = ComponentResourceOptions.Empty;

  private final LogWorkspace logs;
  private final FlowLogs flows;

  Observation(
      Settings settings,
      ResourceContext context,
      Network network,
      Lake lake,
      Vault vault,
      PostgresServer postgres,
      DatabricksWorkspace databricks,
      YearMonth month) {
    logs = new LogWorkspace("logs", new LogWorkspace.Args(context, settings.monitoring()), TOP);
    LogStore store = new LogStore("log-store", new LogStore.Args(context, settings), TOP);
    flows =
        new FlowLogs(
            "flow-logs",
            new FlowLogs.Args(
                context,
                settings.network(),
                network.outputs().id(),
                store.id(),
                logs.outputs().id(),
                logs.outputs().customerId(),
                network.outputs().subnets()),
            TOP);
    List<Source> sources = new ArrayList<>();
    sources.add(Source.logsAndMetrics("vnet", network.outputs().id()));
    sources.add(Source.logsAndMetrics("egress-address", network.outputs().egressAddressId()));
    network.outputs().securityGroups().forEach((name, id) -> sources.add(Source.logs(name, id)));
    sources.add(Source.storage("lake", blobService(lake.outputs().id())));
    sources.add(Source.storage("log-store", blobService(store.id())));
    sources.add(Source.logsAndMetrics("vault", vault.outputs().id()));
    sources.add(Source.logsAndMetrics("postgres", postgres.outputs().id()));
    sources.add(Source.logs("databricks", databricks.outputs().id()));
    sources.add(Source.logsAndMetrics("logs", logs.outputs().id()));
    new Diagnostics("diagnostics", new Diagnostics.Args(logs.outputs().id(), sources), TOP);
    Alerts alerts =
        new Alerts(
            "alerts",
            new Alerts.Args(
                context,
                settings.monitoring().emails(),
                postgres.outputs().id(),
                lake.outputs().id(),
                vault.outputs().id()),
            TOP);
    new MonthlyBudget(
        "budget",
        new MonthlyBudget.Args(context, settings.monitoring(), alerts.actionGroupId(), month),
        TOP);
  }

  Output<String> workspaceId() {
    return logs.outputs().id();
  }

  Output<String> watcherId() {
    return flows.watcherId();
  }

  /** Returns the id of the blob service: storage logs belong to a service, not to the account. */
  private static Output<String> blobService(Output<String> accountId) {
    return accountId.applyValue(id -> id + "/blobServices/default");
  }
}
