package io.quarterdeck.azure.outputs;

import io.quarterdeck.loader.failure.ToolVersion;
import java.nio.file.Path;

/**
 * The source of outputs.
 *
 * @param words the name in messages, such as "the stack dev"
 * @param remedy what to do if the outputs are invalid: one sentence without its full stop
 */
public record OutputsOrigin(String words, String remedy) {
  private static final String THIS_VERSION =
      "this version of Quarterdeck (" + ToolVersion.current() + ")";

  /** Returns the origin for a stack that the Pulumi CLI reads. */
  static OutputsOrigin ofStack(String stack) {
    return new OutputsOrigin(
        "the stack " + stack, "Run pulumi up --stack " + stack + " with " + THIS_VERSION);
  }

  /** Returns the origin for a file. */
  static OutputsOrigin ofFile(Path file) {
    return new OutputsOrigin(
        "the file " + file,
        "Run pulumi up --stack NAME with "
            + THIS_VERSION
            + ", then pulumi stack output --stack NAME --json > "
            + file);
  }
}
