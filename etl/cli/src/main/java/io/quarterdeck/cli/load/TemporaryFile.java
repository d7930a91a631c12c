package io.quarterdeck.cli.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file in its own folder in the temporary directory, so that its name can be chosen. {@link
 * #close} deletes both, or the JVM when it ends.
 *
 * @param path the file
 */
record TemporaryFile(Path path) implements AutoCloseable {
  /**
   * Creates an empty file.
   *
   * @param purpose the word in the name of the folder that tells users what the file is for
   * @param name the name of the file
   */
  static TemporaryFile create(String purpose, String name) throws IOException {
    Path folder = Files.createTempDirectory("quarterdeck-" + purpose + "-");
    Path path = folder.resolve(name);
    // The JVM deletes them in reverse order, also after Ctrl-C.
    folder.toFile().deleteOnExit();
    path.toFile().deleteOnExit();
    return new TemporaryFile(Files.createFile(path));
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(path);
      Files.deleteIfExists(path.getParent());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
