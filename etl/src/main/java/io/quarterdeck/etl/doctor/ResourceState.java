package io.quarterdeck.etl.doctor;

import io.quarterdeck.etl.azure.ArmAnswer;

/** The state that a resource is in when it works. */
enum ResourceState {
  /** Azure has made it, and is not at it now. */
  PROVISIONED("provisioningState", "Succeeded") {
    @Override
    String advice(String found) {
      return found.equals("Failed") || found.equals("Canceled")
          ? "Azure could not finish it: see the resource group's activity log, then run"
              + " pulumi up --stack NAME."
          : "Azure is still at it: wait some minutes, then run this again.";
    }
  },

  /** A server that takes connections. */
  READY("state", "Ready") {
    @Override
    String advice(String found) {
      return found.equals("Stopped")
          ? "Start it: az postgres flexible-server start --ids ID. Azure starts a stopped server by"
              + " itself after seven days."
          : "Azure is still at it: wait some minutes, then run this again.";
    }
  };

  private final String property;
  private final String expected;

  ResourceState(String property, String expected) {
    this.property = property;
    this.expected = expected;
  }

  /** What to do about another state. */
  abstract String advice(String found);

  /** What the resource's state says. */
  Finding of(ArmAnswer resource) {
    String name = resource.text("name").orElse("it");
    String found = resource.text("properties", property).orElse("unknown");
    if (found.equals(expected)) {
      return Finding.ok(name + ", " + found);
    }
    String id = resource.text("id").orElse("ID");
    return Finding.failed(
        name + " is " + found + "; expected " + expected, advice(found).replace("ID", id));
  }
}
