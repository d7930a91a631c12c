package io.quarterdeck.etl.cli;

import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.dataset.DatasetFile;
import io.quarterdeck.etl.stack.Folders;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that selects the dataset. */
final class DatasetOption {
  private static final String DEFAULT = "bank-transactions";

  @Option(
      names = "--dataset",
      paramLabel = "NAME|FILE",
      defaultValue = DEFAULT,
      description = "A dataset in datasets/, or a dataset file (default: ${DEFAULT-VALUE}).")
  private String dataset;

  Dataset dataset() {
    return DatasetFile.read(file());
  }

  /** Returns the arguments that select the same dataset in another command. */
  String words() {
    return dataset.equals(DEFAULT) ? "" : " --dataset " + dataset;
  }

  Path file() {
    return DatasetFile.locate(dataset, Folders.current().datasets());
  }
}
