package io.quarterdeck.cli.lakehouse;

import io.quarterdeck.azure.blob.LakeFiles;
import io.quarterdeck.azure.connection.AzureStack;
import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.azure.connection.ConnectedStacks;
import io.quarterdeck.azure.connection.JobEnvironments;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.azure.stack.StackChoice;
import io.quarterdeck.loader.progress.Progress;

/**
 * A stack that has the lakehouse.
 *
 * @param connected the stack
 * @param environment the environment of its jobs
 */
public record LakehouseStack(ConnectedStack connected, JobEnvironment environment) {
  /**
   * Opens a stack from its outputs.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the stack cannot be opened, or does not have
   *     this system
   */
  public static LakehouseStack open(StackChoice choice, Progress progress) {
    return of(ConnectedStacks.find(choice, progress));
  }

  /**
   * Returns the lakehouse of a connected stack.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the stack does not have this system
   */
  public static LakehouseStack of(ConnectedStack connected) {
    connected.outputs().requireLakehouse();
    return new LakehouseStack(connected, JobEnvironments.of(connected));
  }

  OutputValues outputs() {
    return connected.outputs();
  }

  Workspace workspace() {
    return Workspace.at(environment.workspace());
  }

  /** Returns the files of the container of the tables. */
  LakeFiles lake(Progress progress) {
    return new LakeFiles(
        AzureStack.of(connected).blob(), outputs().requireLakehouse().container(), progress);
  }

  /** Returns the files of the container of incoming data. */
  LakeFiles landing(Progress progress) {
    return new LakeFiles(AzureStack.of(connected).blob(), outputs().lake().landing(), progress);
  }
}
