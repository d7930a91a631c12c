package io.quarterdeck.local.doctor;

import io.quarterdeck.local.authorization.TestRoles;

/**
 * A right that setup/subscription assigns for an environment in a resource group, and without which
 * one documented step fails. The local tenant has the names {@code preview} and {@code deploy} for
 * the identities of an environment.
 */
enum SubscriptionRight {
  PREVIEW_READS_THE_ENVIRONMENT(
      "preview", "Reader", Place.ENVIRONMENT, Step.PREVIEW, "Code=\"AuthorizationFailed\""),
  PREVIEW_READS_THE_WATCHER(
      "preview",
      "Reader",
      Place.WATCHER,
      Step.PREVIEW,
      "perform action 'Microsoft.Network/networkWatchers/flowLogs/read'"),
  DEPLOY_CHANGES_RESOURCES(
      "deploy",
      "Contributor",
      Place.ENVIRONMENT,
      Step.CHANGE,
      "perform action 'Microsoft.OperationalInsights/workspaces/write'"),
  DEPLOY_ASSIGNS_ROLES(
      "deploy",
      "Role Based Access Control Administrator",
      Place.ENVIRONMENT,
      Step.ASSIGN,
      "perform action 'Microsoft.Authorization/roleAssignments/write'"),
  DEPLOY_WRITES_THE_FLOW_LOG(
      "deploy",
      "Network Contributor",
      Place.WATCHER,
      Step.FLOW_LOG,
      "perform action 'Microsoft.Network/networkWatchers/flowLogs/write'"),
  DEPLOY_READS_THE_SUBSCRIPTION(
      "deploy",
      "Reader",
      Place.SUBSCRIPTION,
      Step.DOCTOR,
      "Ask for the role Reader on the subscription");

  /** Where a right applies. */
  enum Place {
    ENVIRONMENT("the environment's group"),
    WATCHER("`NetworkWatcherRG`"),
    SUBSCRIPTION("the subscription");

    private final String shown;

    Place(String shown) {
      this.shown = shown;
    }
  }

  /** A documented command, with what precedes it. Its first word is the program. */
  enum Step {
    PREVIEW("pulumi preview --refresh", ""),
    CHANGE("pulumi up --yes", " after a change of `logDays`"),
    ASSIGN("pulumi up --refresh --yes", " after someone deleted a role assignment"),
    FLOW_LOG("pulumi up --yes", " after a change of `owner`"),
    DOCTOR("./quarterdeck doctor --for deploy", "");

    private final String command;
    private final String when;

    Step(String command, String when) {
      this.command = command;
      this.when = when;
    }

    /** Returns the arguments of the program. */
    String[] arguments() {
      return command.replaceFirst("\\S+ ", "").split(" ", -1);
    }
  }

  private final String holder;
  private final String role;
  private final Place place;
  private final Step step;
  private final String message;

  SubscriptionRight(String holder, String role, Place place, Step step, String message) {
    this.holder = holder;
    this.role = role;
    this.place = place;
    this.step = step;
    this.message = message;
  }

  /** Returns the principal that has the right and runs the step. */
  String holder() {
    return holder;
  }

  /** Returns the id of the built-in role. */
  String roleId() {
    return switch (role) {
      case "Reader" -> TestRoles.READER;
      case "Contributor" -> TestRoles.CONTRIBUTOR;
      case "Network Contributor" -> "4d97b98b-1d4f-4787-a291-c67834d212e7";
      case "Role Based Access Control Administrator" -> TestRoles.ACCESS_ADMINISTRATOR;
      default -> throw new IllegalStateException("an unknown role: " + role);
    };
  }

  Place place() {
    return place;
  }

  Step step() {
    return step;
  }

  String message() {
    return message;
  }

  /** Returns the row of the table in docs/least-privilege.md. */
  String row() {
    return "| %s of `%s` on %s | `%s`%s | %s |"
        .formatted(role, holder, place.shown, step.command, step.when, message);
  }
}
