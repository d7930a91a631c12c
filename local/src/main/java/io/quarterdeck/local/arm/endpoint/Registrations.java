package io.quarterdeck.local.arm.endpoint;

import io.quarterdeck.local.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which resource providers the subscription is registered to use: all of them, but for those that
 * were unregistered, which are kept in a file. Thread-safe.
 */
final class Registrations {
  private final Path file;
  private final Set<String> unregistered = new TreeSet<>();

  private Registrations(Path file) {
    this.file = file;
  }

  /**
   * Takes up what an earlier process left in the folder.
   *
   * @throws IOException when it cannot be read
   */
  static Registrations in(Path folder) throws IOException {
    Registrations registrations = new Registrations(folder.resolve("unregistered.txt"));
    if (Files.exists(registrations.file)) {
      registrations.unregistered.addAll(Files.readAllLines(registrations.file));
    }
    return registrations;
  }

  /** As Azure names it: {@code Registered} or {@code Unregistered}. */
  synchronized String state(ResourceProvider provider) {
    return unregistered.contains(provider.namespace()) ? "Unregistered" : "Registered";
  }

  synchronized void register(ResourceProvider provider) {
    unregistered.remove(provider.namespace());
    write();
  }

  synchronized void unregister(ResourceProvider provider) {
    unregistered.add(provider.namespace());
    write();
  }

  private void write() {
    try {
      PrivateFiles.write(file, String.join("\n", unregistered));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
