package io.quarterdeck.etl.outputs;

import io.quarterdeck.etl.ToolVersion;
import java.nio.file.Path;

/**
 * Where outputs come from.
 *
 * @param words as messages name it: "the stack dev"
 * @param remedy what to do when they do not fit: one sentence without its full stop
 */
public record OutputsOrigin(String words, String remedy) {
  private static final String THIS_VERSION =
      "this version of Quarterdeck (" + ToolVersion.current() + ")";

  /** A stack that the Pulumi CLI knows. */
  static OutputsOrigin ofStack(String stack) {
    return new OutputsOrigin(
        "the stack " + stack, "Run pulumi up --stack " + stack + " with " + THIS_VERSION);
  }

  /** A file. */
  static OutputsOrigin ofFile(Path file) {
    return new OutputsOrigin(
        "the file " + file,
        "Run pulumi up --stack NAME with "
            + THIS_VERSION
            + ", then pulumi stack output --stack NAME --json > "
            + file);
  }
}
