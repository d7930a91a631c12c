package io.quarterdeck.cli.streaming;

import java.net.URI;

/**
 * The web server of the local stack, whose files the data factory copies. {@link
 * java.util.ServiceLoader} finds the implementation.
 */
public interface SampleFiles {
  /** Returns the address of the folder of the files, with a slash at its end. */
  URI address();

  /** Returns whether the folder contains a file with this name. */
  boolean has(String name);

  /**
   * Creates or replaces a file.
   *
   * @throws java.io.UncheckedIOException if the file cannot be written
   */
  void write(String name, byte[] content);
}
