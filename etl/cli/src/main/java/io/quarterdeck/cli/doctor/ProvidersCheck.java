package io.quarterdeck.cli.doctor;

import static java.util.stream.Collectors.joining;

import io.quarterdeck.azure.access.ArmAnswer;
import io.quarterdeck.azure.access.ResourceManager;
import io.quarterdeck.contract.ApiVersions;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Checks that the resource providers of setup/subscription are registered in the subscription.
 *
 * @param needs the checks that must succeed before this one
 * @param subscriptionId the id of the subscription
 */
record ProvidersCheck(List<String> needs, Supplier<String> subscriptionId, ResourceManager manager)
    implements Check {
  static final String NAME = "resource providers";

  /** The providers that setup/subscription registers. A test compares the lists. */
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

  private static final String API_VERSION =
      ApiVersions.of("Microsoft.Resources/providers").version();

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Finding look() {
    List<ArmAnswer> pages =
        manager.pages("/subscriptions/" + subscriptionId.get() + "/providers", API_VERSION);
    ArmAnswer last = pages.get(pages.size() - 1);
    if (!last.succeeded()) {
      return Finding.warning(
          "they cannot be listed: " + last.error(),
          "Ask for the role Reader on the subscription, or ask someone who has it to run this.");
    }
    Set<String> registered =
        pages.stream()
            .flatMap(page -> page.values().stream())
            .filter(provider -> provider.text("registrationState").orElse("").equals("Registered"))
            .flatMap(provider -> provider.text("namespace").stream())
            .collect(Collectors.toCollection(() -> new TreeSet<>(String.CASE_INSENSITIVE_ORDER)));
    List<String> missing =
        NAMESPACES.stream().filter(namespace -> !registered.contains(namespace)).toList();
    return missing.isEmpty()
        ? Finding.ok("all " + NAMESPACES.size() + " are registered")
        : Finding.failed("not registered: " + String.join(", ", missing), advice(missing));
  }

  private static String advice(List<String> missing) {
    return missing.stream()
        .map(namespace -> "az provider register --namespace " + namespace + " --wait")
        .collect(joining("; ", "Register: ", "."));
  }
}
