package io.quarterdeck.etl.outputs;

import java.nio.file.Path;

/**
 * Where outputs come from.
 *
 * @param words as messages name it: "the stack dev"
 * @param remedy what to do when they do not fit: one sentence without its full stop
 */
public record OutputsOrigin(String words, String remedy) {
  /** A stack that the Pulumi CLI knows. */
  static OutputsOrigin ofStack(String stack) {
    return new OutputsOrigin(
        "the stack " + stack,
        "Run pulumi up --stack " + stack + " with this version of Quarterdeck");
  }

  /** A file. */
  static OutputsOrigin ofFile(Path file) {
    return new OutputsOrigin(
        "the file " + file,
        "Run pulumi up with this version of Quarterdeck, then pulumi stack output --json > "
            + file);
  }
}
