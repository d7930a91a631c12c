package io.quarterdeck.azure.server;

import io.quarterdeck.azure.access.ArmAnswer;
import io.quarterdeck.azure.access.ArmOperation;
import io.quarterdeck.azure.access.ResourceManager;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.azure.outputs.OutputValues.Postgres;
import io.quarterdeck.contract.ApiVersions;
import io.quarterdeck.loader.failure.Failure;
import java.time.Duration;
import java.util.List;

/**
 * A PostgreSQL flexible server in Resource Manager. The requests are "Servers - List By Resource
 * Group", "Configurations - Get" and "Servers - Restart" of Azure's REST reference
 * (/rest/api/postgresql).
 *
 * @param id the resource id
 * @param name the name of the resource
 */
public record FlexibleServer(String id, String name, ResourceManager manager) {
  /** The API version that the Pulumi program uses. */
  public static final String API_VERSION =
      ApiVersions.of("azure-native:dbforpostgresql:Server").version();

  private static final String HOST = "fullyQualifiedDomainName";

  /**
   * Finds the server of a stack by its host name.
   *
   * @throws Failure if it does not exist or cannot be read
   */
  public static FlexibleServer find(OutputValues outputs, ResourceManager manager) {
    return find(outputs, manager.pages(collection(outputs), API_VERSION), manager);
  }

  /**
   * Finds the server of a stack in the list of the servers of its resource group.
   *
   * @param pages all pages of the list
   * @throws Failure if it does not exist or the list cannot be read
   */
  public static FlexibleServer find(
      OutputValues outputs, List<ArmAnswer> pages, ResourceManager manager) {
    ArmAnswer last = pages.get(pages.size() - 1);
    if (!last.succeeded()) {
      throw unreadable("the PostgreSQL servers of " + outputs.resourceGroup(), last);
    }
    List<String> names = hostNames(outputs.postgres());
    return pages.stream()
        .flatMap(page -> page.values().stream())
        .filter(
            server ->
                server
                    .text("properties", HOST)
                    .filter(host -> names.stream().anyMatch(host::equalsIgnoreCase))
                    .isPresent())
        .findFirst()
        .map(
            server ->
                new FlexibleServer(
                    server.text("id").orElseThrow(), server.text("name").orElseThrow(), manager))
        .orElseThrow(
            () ->
                Failure.of(
                    "Cannot find the PostgreSQL server %s in the resource group %s: no server has"
                        + " that host name; expected one. Run ./quarterdeck doctor.",
                    names.get(0), outputs.resourceGroup()));
  }

  /** Returns the path of the list that contains the server. */
  public static String collection(OutputValues outputs) {
    return collection(outputs.resourceGroupId());
  }

  /** Returns the path of the list of the servers of a resource group. */
  public static String collection(String resourceGroupId) {
    return resourceGroupId + "/providers/Microsoft.DBforPostgreSQL/flexibleServers";
  }

  /**
   * Returns the possible host names of a server. The local stack's resource includes the port in
   * its host name.
   */
  public static List<String> hostNames(Postgres server) {
    return List.of(server.host(), server.host() + ":" + server.port());
  }

  /**
   * Reads a parameter.
   *
   * @throws Failure if it cannot be read
   */
  public ServerParameter parameter(String parameter) {
    ArmAnswer answer = manager.get(id + "/configurations/" + parameter, API_VERSION);
    if (!answer.succeeded()) {
      throw unreadable("the parameter %s of %s".formatted(parameter, name), answer);
    }
    return new ServerParameter(
        answer.text("properties", "value").orElse(""),
        answer.text("properties", "isConfigPendingRestart").filter("true"::equals).isPresent());
  }

  /**
   * Restarts the server and waits until Azure reports that it runs again. The restart ends all
   * sessions.
   *
   * @param limit the maximum time to wait
   * @throws Failure if Azure refuses the restart, or if the restart fails or does not end in time
   */
  public void restart(Duration limit) {
    ArmOperation operation = manager.run(id + "/restart", API_VERSION, limit);
    ArmAnswer answer = operation.answer();
    switch (operation.state()) {
      case SUCCEEDED -> {}
      case REFUSED -> throw refused(answer);
      case FAILED ->
          throw Failure.of(
              "Cannot restart %s: Azure's operation ended with %s; expected it to succeed. See the"
                  + " server's activity log, then run this again.",
              name, answer.error());
      case UNFINISHED ->
          throw Failure.of(
              "Cannot restart %s: Azure's operation has not ended after %d s; expected it to end."
                  + " Wait until ./quarterdeck doctor reports that the server is ready, then run"
                  + " this again.",
              name, limit.toSeconds());
    }
  }

  private Failure refused(ArmAnswer answer) {
    return Failure.of(
        "Cannot restart %s: %s; expected Azure to accept the restart. %s",
        name,
        answer.error(),
        answer.status() == 403
            ? "Ask for the right Microsoft.DBforPostgreSQL/flexibleServers/restart/action on it"
                + " (the role Contributor has it), or ask someone who has it to run"
                + " ./quarterdeck prepare-server."
            : "Fix the error that Azure reports, then run this again.");
  }

  private static Failure unreadable(String what, ArmAnswer answer) {
    return Failure.of(
        "Cannot read %s: %s; expected an answer. %s",
        what,
        answer.error(),
        answer.status() == 403
            ? "Ask for the role Reader on the resource group."
            : "Run ./quarterdeck doctor, which reports what to do.");
  }
}
