package io.quarterdeck.etl.cli;

import io.quarterdeck.etl.dataset.Dataset;
import io.quarterdeck.etl.dataset.DatasetFile;
import io.quarterdeck.etl.stack.Folders;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which dataset a command is about. */
final class DatasetOption {
  @Option(
      names = "--dataset",
      paramLabel = "NAME|FILE",
      defaultValue = "bank-transactions",
      description = "A dataset in datasets/, or a dataset file (default: ${DEFAULT-VALUE}).")
  private String dataset;

  Dataset dataset() {
    return DatasetFile.read(file());
  }

  Path file() {
    return DatasetFile.locate(dataset, Folders.current().datasets());
  }
}
