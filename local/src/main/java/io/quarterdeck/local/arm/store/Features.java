package io.quarterdeck.local.arm.store;

import io.quarterdeck.local.files.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * The features that the subscription is registered for, which are stored in a file. Only the
 * features that the documentation names exist. Thread-safe.
 */
public final class Features {
  /** Allows virtual machines and scale sets with encryption at host. */
  static final String ENCRYPTION_AT_HOST = "Microsoft.Compute/EncryptionAtHost";

  private static final Set<String> ALL = names(Set.of(ENCRYPTION_AT_HOST));

  private final Path file;

  private Features(Path file) {
    this.file = file;
  }

  /** Returns the features that are stored in the folder of the resources. */
  public static Features in(Path folder) {
    return new Features(folder.resolve("features.txt"));
  }

  /**
   * Returns whether a feature exists.
   *
   * @param name for example {@code Microsoft.Compute/EncryptionAtHost}; compared case-insensitively
   */
  public boolean exists(String name) {
    return ALL.contains(name);
  }

  /** Returns the state as Azure does: {@code Registered} or {@code NotRegistered}. */
  public String state(String name) {
    return isRegistered(name) ? "Registered" : "NotRegistered";
  }

  /** Returns whether the subscription is registered for a feature. */
  synchronized boolean isRegistered(String name) {
    return registered().contains(name);
  }

  /** Registers the subscription for a feature. In Azure, this takes some minutes. */
  public synchronized void register(String name) {
    Set<String> all = registered();
    all.add(name);
    try {
      PrivateFiles.write(file, String.join("\n", all));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Set<String> registered() {
    try {
      return names(Set.copyOf(Files.readAllLines(file)));
    } catch (NoSuchFileException none) {
      return names(Set.of());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static Set<String> names(Set<String> names) {
    Set<String> all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    all.addAll(names);
    return all;
  }
}
