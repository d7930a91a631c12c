package io.quarterdeck.cli.doctor;

import java.util.Objects;

/** The expected state of a working resource. */
enum ResourceState {
  /** Azure has provisioned the resource. */
  PROVISIONED("Succeeded") {
    @Override
    String advice(String found) {
      return found.equals("Failed") || found.equals("Canceled")
          ? "Azure could not finish it: see the resource group's activity log, then run pulumi up --stack NAME."
          : "Azure is still working on it: wait some minutes, then run this again.";
    }
  },

  /** The app runs. */
  RUNNING("Running") {
    @Override
    String advice(String found) {
      return "Start it: az functionapp start --ids ID.";
    }
  },

  /** The server accepts connections. */
  READY("Ready") {
    @Override
    String advice(String found) {
      return found.equals("Stopped")
          ? "Start it: az postgres flexible-server start --ids ID. Azure automatically starts a stopped server after seven days."
          : "Azure is still working on it: wait some minutes, then run this again.";
    }
  };

  private final String expected;

  ResourceState(String expected) {
    this.expected = expected;
  }

  /** Returns the advice for another state. */
  abstract String advice(String found);

  /**
   * Checks the state of a resource. Each argument can be null, because Azure's libraries have null
   * for a field that the response does not contain.
   *
   * @param id the resource id
   * @param name the name of the resource
   * @param state the state
   */
  Finding of(String id, String name, Object state) {
    String called = Objects.requireNonNullElse(name, "it");
    String found = Objects.requireNonNullElse(state, "unknown").toString();
    if (found.equals(expected)) {
      return Finding.ok(called + ", " + found);
    }
    return Finding.failed(
        called + " is " + found + "; expected " + expected,
        advice(found).replace("ID", Objects.requireNonNullElse(id, "ID")));
  }
}
