package io.quarterdeck.azure.outputs;

import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/** Reads a stack's outputs from a file or from the Pulumi CLI. */
public final class OutputsSource {
  private OutputsSource() {}

  /**
   * Reads a file with the output of {@code pulumi stack output --json}.
   *
   * @throws Failure if the file cannot be read or its outputs violate the contract
   */
  public static OutputValues file(Path file) {
    OutputsOrigin origin = OutputsOrigin.ofFile(file);
    return Contract.read(OutputsJson.read(bytes(file), origin), origin);
  }

  /**
   * Reads the outputs with the Pulumi CLI, which reads them from the state backend.
   *
   * @param project the folder that contains Pulumi.yaml
   * @throws Failure if the CLI is missing or fails, or the outputs violate the contract
   */
  public static OutputValues stack(String stack, Path project) {
    return stack(stack, project, Map.of());
  }

  /**
   * Reads the outputs with additional environment variables for the CLI, for example the URL of a
   * backend that is not the user's default.
   */
  public static OutputValues stack(String stack, Path project, Map<String, String> environment) {
    return stack(stack, new PulumiCli("pulumi", project, environment));
  }

  static OutputValues stack(String stack, PulumiCli cli) {
    OutputsOrigin origin = OutputsOrigin.ofStack(stack);
    return Contract.read(OutputsJson.read(cli.outputs(stack), origin), origin);
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      String found = e instanceof NoSuchFileException ? "there is no such file" : String.valueOf(e);
      throw Failure.causedBy(
          e,
          "Cannot read the outputs of the file %s: %s; expected what pulumi stack "
              + "output --stack NAME --json prints. Correct --outputs (or "
              + "QUARTERDECK_OUTPUTS).",
          file,
          found);
    }
  }
}
