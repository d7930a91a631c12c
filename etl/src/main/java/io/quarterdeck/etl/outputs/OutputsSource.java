package io.quarterdeck.etl.outputs;

import io.quarterdeck.etl.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** Where a stack's outputs are read: a file, or the Pulumi CLI. */
public final class OutputsSource {
  private OutputsSource() {}

  /**
   * Reads a file that {@code pulumi stack output --json} wrote.
   *
   * @throws Failure when it cannot be read, or its outputs are not those of the contract
   */
  public static StackOutputs file(Path file) {
    OutputsOrigin origin = OutputsOrigin.ofFile(file);
    return Contract.read(OutputsJson.read(bytes(file), origin), origin);
  }

  /**
   * Asks the Pulumi CLI, which asks the state's backend.
   *
   * @param project the folder of Pulumi.yaml
   * @throws Failure when there is no CLI, it fails, or the outputs are not those of the contract
   */
  public static StackOutputs stack(String stack, Path project) {
    return stack(stack, project, Map.of());
  }

  /**
   * The same, with more in the CLI's environment: where the backend is, for one that is not the
   * user's.
   */
  public static StackOutputs stack(String stack, Path project, Map<String, String> environment) {
    return stack(stack, new PulumiCli("pulumi", project, environment));
  }

  static StackOutputs stack(String stack, PulumiCli cli) {
    OutputsOrigin origin = OutputsOrigin.ofStack(stack);
    return Contract.read(OutputsJson.read(cli.outputs(stack), origin), origin);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      String found = e instanceof NoSuchFileException ? "there is no such file" : String.valueOf(e);
      throw new Failure(
          "Cannot read the outputs of the file "
              + file
              + ": "
              + found
              + "; expected what pulumi stack output --stack NAME --json prints. Correct"
              + " --outputs (or QUARTERDECK_OUTPUTS).",
          e);
    }
  }
}
