package io.quarterdeck.etl.review;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;

/** What the real Pulumi CLI wrote; README.md beside the files says how. */
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

  /** As an argument: {@code dev=…/update.json}. */
  static String of(String stack, String name) {
    return stack + "=" + file(name);
  }
}
