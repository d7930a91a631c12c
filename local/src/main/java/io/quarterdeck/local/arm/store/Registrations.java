package io.quarterdeck.local.arm.store;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.PrivateFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which resource providers the subscription is registered to use: all of them, but for those that
 * were unregistered, which are kept in a file. It is read at each question, so that Resource
 * Manager's endpoint and whoever writes resources need no more in common. Thread-safe.
 */
public final class Registrations {
  private final Path file;

  private Registrations(Path file) {
    this.file = file;
  }

  /** Those that are kept in the folder of the resources. */
  public static Registrations in(Path folder) {
    return new Registrations(folder.resolve("unregistered.txt"));
  }

  /**
   * As Azure names it: {@code Registered} or {@code Unregistered}.
   *
   * @param namespace {@code Microsoft.Storage}; case does not matter
   */
  public String state(String namespace) {
    return unregistered().contains(namespace) ? "Unregistered" : "Registered";
  }

  /** Makes the subscription able to use a namespace. */
  public synchronized void register(String namespace) {
    Set<String> unregistered = unregistered();
    unregistered.remove(namespace);
    write(unregistered);
  }

  /** Takes that away again. */
  public synchronized void unregister(String namespace) {
    Set<String> unregistered = unregistered();
    unregistered.add(namespace);
    write(unregistered);
  }

  /**
   * Refuses what is written into a namespace that is not registered, in the words that Azure has
   * for one that was unregistered.
   */
  void check(ArmRequest request) {
    String type = request.type().azureType();
    String namespace = type.substring(0, type.indexOf('/'));
    String state = state(namespace);
    if (!state.equals("Registered")) {
      throw ArmRefusal.of(
          409,
          "MissingSubscriptionRegistration",
          "The subscription registration is in '%s' state. The subscription must be registered to use namespace '%s'. See https://aka.ms/rps-not-found for how to register subscriptions."
              .formatted(state, namespace));
    }
  }

  private Set<String> unregistered() {
    Set<String> namespaces = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    try {
      namespaces.addAll(Files.readAllLines(file));
    } catch (NoSuchFileException allAreRegistered) {
      return namespaces;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return namespaces;
  }

  private void write(Set<String> unregistered) {
    try {
      PrivateFiles.write(file, String.join("\n", unregistered));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
