package io.quarterdeck.cli.doctor;

import io.quarterdeck.azure.access.ArmAnswer;

/** The expected state of a working resource. */
enum ResourceState {
  /** Azure has provisioned the resource. */
  PROVISIONED("provisioningState", "Succeeded") {
    @Override
    String advice(String found) {
      return found.equals("Failed") || found.equals("Canceled")
          ? "Azure could not finish it: see the resource group's activity log, then run pulumi up --stack NAME."
          : "Azure is still working on it: wait some minutes, then run this again.";
    }
  },

  /**
   * Azure has provisioned the workspace, and encrypts its root storage with the customer-managed
   * key if the workspace is prepared for one.
   */
  WORKSPACE("provisioningState", "Succeeded") {
    @Override
    String advice(String found) {
      return PROVISIONED.advice(found);
    }

    @Override
    Finding of(ArmAnswer workspace) {
      Finding state = super.of(workspace);
      if (state.status() != Status.OK
          || !WorkspaceRootKey.isPrepared(workspace)
          || WorkspaceRootKey.isUsed(workspace)) {
        return state;
      }
      return Finding.warning(
          state.found() + "; its root storage is not encrypted with its customer-managed key yet",
          "Run pulumi config rm quarterdeck:databricksRootKey --stack NAME, then pulumi up --stack NAME.");
    }
  },

  /** The server accepts connections. */
  READY("state", "Ready") {
    @Override
    String advice(String found) {
      return found.equals("Stopped")
          ? "Start it: az postgres flexible-server start --ids ID. Azure automatically starts a stopped server after seven days."
          : "Azure is still working on it: wait some minutes, then run this again.";
    }
  };

  private final String property;
  private final String expected;

  ResourceState(String property, String expected) {
    this.property = property;
    this.expected = expected;
  }

  /** Returns the advice for another state. */
  abstract String advice(String found);

  /** Checks the state of the resource. */
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
