package io.quarterdeck.cli.doctor;

import com.azure.resourcemanager.resources.fluent.models.ResourceGroupInner;
import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.cli.doctor.RightsCheck.Needed;
import io.quarterdeck.cli.settings.StackSettings;
import io.quarterdeck.contract.PlatformSystemName;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Creates the checks that precede {@code pulumi up}. They need the settings of the stack, and no
 * resource of it.
 */
final class DeployChecks {
  private DeployChecks() {}

  /**
   * Returns the checks. Each check follows the checks that it needs.
   *
   * @param environment the environment variables
   */
  static List<Check> of(
      StackSettings settings, AzureAccess access, Map<String, String> environment) {
    ManagementClients clients = new ManagementClients(access);
    Web web = new Web(access.http());
    DeployTarget target = new DeployTarget(settings, clients, environment);
    List<String> reach = List.of(Checks.MANAGER_REACH);
    List<String> subscription = List.of(SubscriptionCheck.NAME);
    List<Check> checks =
        new ArrayList<>(
            List.of(
                new EndpointCheck(
                    Checks.MANAGER_REACH, access.resourceManager(), Checks.EVERYBODY_REACHES, web),
                new ClockCheck(reach, access.resourceManager(), web, Clock.systemUTC()),
                new SignInCheck(access),
                new SubscriptionCheck(List.of(Checks.MANAGER_REACH, SignInCheck.NAME), target),
                new DeployLocationCheck(subscription, target),
                new RightsCheck(
                    "rights to deploy",
                    subscription,
                    () -> rights(target, needed(settings)),
                    clients),
                new ProvidersCheck(
                    PlatformSystemName.parse(settings.value("systems")),
                    hasAgents(settings) ? List.of(ProvidersCheck.AGENTS) : List.of(),
                    subscription,
                    target::subscriptionId,
                    clients)));
    if (hasAgents(settings)) {
      checks.add(new FeatureCheck(List.of(ProvidersCheck.NAME), target::subscriptionId, clients));
    }
    checks.addAll(
        PostgresOffer.checks(target, List.of(ProvidersCheck.NAME, DeployLocationCheck.NAME)));
    checks.addAll(FixedSettings.checks(target));
    checks.addAll(CustomerKeyChecks.of(target));
    return checks;
  }

  private static boolean hasAgents(StackSettings settings) {
    return settings.value("agents").equals("scaleSet");
  }

  /** Only production has delete locks, and only its identity may create them. */
  private static List<Right> needed(StackSettings settings) {
    return settings.value("production").equals("false")
        ? List.of(Right.RESOURCES, Right.ROLE_ASSIGNMENTS)
        : List.of(Right.RESOURCES, Right.ROLE_ASSIGNMENTS, Right.LOCKS);
  }

  /** The rights on the resource group, or on the subscription if the group does not exist yet. */
  private static List<Needed> rights(DeployTarget target, List<Right> needed) {
    String scope =
        target
            .group()
            .map(ResourceGroupInner::id)
            .orElseGet(() -> "/subscriptions/" + target.subscriptionId());
    return needed.stream().map(right -> new Needed(right, scope)).toList();
  }
}
