package io.quarterdeck.cli.ci;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;

/** Output of the real Pulumi CLI. README.md next to the files describes how it was created. */
final class Previews {
  private Previews() {}

  static Path file(String name) {
    URL found = Previews.class.getResource(name + ".json");
    try {
      return Path.of(found.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns the argument {@code dev=…/update.json}. */
  static String of(String stack, String name) {
    return stack + "=" + file(name);
  }
}
