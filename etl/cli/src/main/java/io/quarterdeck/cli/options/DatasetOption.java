package io.quarterdeck.cli.options;

import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.loader.dataset.Dataset;
import io.quarterdeck.loader.dataset.DatasetFile;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that selects the dataset. */
public final class DatasetOption {
  private static final String DEFAULT = "bank-transactions";

  @Option(
      names = "--dataset",
      paramLabel = "NAME|FILE",
      defaultValue = DEFAULT,
      description = "A dataset in datasets/, or a dataset file (default: ${DEFAULT-VALUE}).")
  private String dataset;

  public Dataset dataset() {
    return DatasetFile.read(file());
  }

  /** Returns the arguments that select the same dataset in another command. */
  public String words() {
    return dataset.equals(DEFAULT) ? "" : " --dataset " + dataset;
  }

  public Path file() {
    return DatasetFile.locate(dataset, Folders.current().datasets());
  }
}
