package io.quarterdeck.cli.doctor;

import static java.util.stream.Collectors.joining;

import com.azure.core.exception.HttpResponseException;
import com.azure.resourcemanager.resources.fluent.models.ProviderInner;
import io.quarterdeck.azure.management.AzureError;
import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.contract.PlatformSystemName;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Checks that the resource providers of the stack are registered in the subscription.
 *
 * @param systems the enabled systems
 * @param optional the providers of optional parts that the settings select
 * @param needs the checks that must succeed before this one
 * @param subscriptionId the id of the subscription
 */
record ProvidersCheck(
    Set<PlatformSystemName> systems,
    List<String> optional,
    List<String> needs,
    Supplier<String> subscriptionId,
    ManagementClients clients)
    implements Check {
  static final String NAME = "resource providers";

  /**
   * The providers that every stack uses. Those of the systems are in their {@link SystemChecks}. A
   * test compares them with the providers that setup/subscription registers.
   */
  static final List<String> NAMESPACES =
      List.of(
          "Microsoft.Network",
          "Microsoft.Storage",
          "Microsoft.KeyVault",
          "Microsoft.DBforPostgreSQL",
          "Microsoft.Databricks",
          "Microsoft.ManagedIdentity",
          "Microsoft.OperationalInsights",
          "Microsoft.Insights",
          "Microsoft.Authorization",
          "Microsoft.Consumption");

  /** The provider of the agents' machines, which the setting agents selects. */
  static final String AGENTS = "Microsoft.Compute";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Finding look() {
    Set<String> registered;
    try {
      registered = registered();
    } catch (HttpResponseException e) {
      return Finding.warning(
          "they cannot be listed: " + AzureError.of(e).text(),
          "Ask for the role Reader on the subscription, or ask someone who has it to run this.");
    }
    List<String> wanted =
        Stream.of(
                NAMESPACES.stream(),
                SystemChecks.of(systems).stream().flatMap(system -> system.providers().stream()),
                optional.stream())
            .flatMap(each -> each)
            .distinct()
            .toList();
    List<String> missing =
        wanted.stream().filter(namespace -> !registered.contains(namespace)).toList();
    return missing.isEmpty()
        ? Finding.ok("all " + wanted.size() + " are registered")
        : Finding.failed("not registered: " + String.join(", ", missing), advice(missing));
  }

  private Set<String> registered() {
    return clients.resources(subscriptionId.get()).getProviders().list().stream()
        .filter(provider -> "Registered".equals(provider.registrationState()))
        .map(ProviderInner::namespace)
        .collect(Collectors.toCollection(() -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER)));
  }

  private static String advice(List<String> missing) {
    return missing.stream()
        .map(namespace -> "az provider register --namespace " + namespace + " --wait")
        .collect(joining("; ", "Register: ", "."));
  }
}
