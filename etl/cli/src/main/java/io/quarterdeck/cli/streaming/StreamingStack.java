package io.quarterdeck.cli.streaming;

import io.quarterdeck.azure.blob.LakeFiles;
import io.quarterdeck.azure.connection.AzureStack;
import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.azure.connection.ConnectedStacks;
import io.quarterdeck.azure.connection.JobEnvironments;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.azure.stack.StackChoice;
import io.quarterdeck.contract.StreamName;
import io.quarterdeck.loader.progress.Progress;
import java.util.Optional;

/**
 * A stack that has the streaming system.
 *
 * @param connected the stack
 * @param environment the environment of its jobs
 */
public record StreamingStack(ConnectedStack connected, JobEnvironment environment) {
  /**
   * Opens a stack from its outputs.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the stack cannot be opened, or does not have
   *     this system
   */
  public static StreamingStack open(StackChoice choice, Progress progress) {
    return of(ConnectedStacks.find(choice, progress));
  }

  /**
   * Returns the streaming system of a connected stack.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the stack does not have this system
   */
  public static StreamingStack of(ConnectedStack connected) {
    connected.outputs().requireStreaming();
    return new StreamingStack(connected, JobEnvironments.of(connected));
  }

  /** Returns the outputs of the system. */
  public OutputValues.Streaming outputs() {
    return connected.outputs().requireStreaming();
  }

  /** Returns the line of the newest verification, if there was one. */
  public Optional<String> verification(Progress progress) {
    return tables(progress)
        .read(StreamName.VERIFICATION.streamName())
        .map(LakeFiles.Content::text)
        .map(String::strip);
  }

  Workspace workspace() {
    return Workspace.at(environment.workspace());
  }

  /** Returns the files of the container of the tables. */
  LakeFiles tables(Progress progress) {
    return new LakeFiles(AzureStack.of(connected).blob(), outputs().container(), progress);
  }

  /** Returns the files of the container of incoming data. */
  LakeFiles landing(Progress progress) {
    return new LakeFiles(
        AzureStack.of(connected).blob(), connected.outputs().lake().landing(), progress);
  }
}
