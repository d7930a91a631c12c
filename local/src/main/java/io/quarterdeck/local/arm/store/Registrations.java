package io.quarterdeck.local.arm.store;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.files.PrivateFiles;
import io.quarterdeck.local.http.ApiError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;

/**
 * The resource providers that the subscription is registered to use: all, except those that were
 * unregistered, which are stored in a file. The file is read at each call, because the emulators of
 * Resource Manager and of the provider share it. Thread-safe.
 */
public final class Registrations {
  private final Path file;
  private final Features features;

  private Registrations(Path file, Features features) {
    this.file = file;
    this.features = features;
  }

  /** Returns the registrations that are stored in the folder of the resources. */
  public static Registrations in(Path folder) {
    return new Registrations(folder.resolve("unregistered.txt"), Features.in(folder));
  }

  /** Returns the features of the providers that the subscription is registered for. */
  public Features features() {
    return features;
  }

  /**
   * Returns the registration state as Azure does: {@code Registered} or {@code Unregistered}.
   *
   * @param namespace for example {@code Microsoft.Storage}; compared case-insensitively
   */
  public String state(String namespace) {
    return unregistered().contains(namespace) ? "Unregistered" : "Registered";
  }

  /** Registers a namespace. */
  public synchronized void register(String namespace) {
    Set<String> unregistered = unregistered();
    unregistered.remove(namespace);
    write(unregistered);
  }

  /** Unregisters a namespace. */
  public synchronized void unregister(String namespace) {
    Set<String> unregistered = unregistered();
    unregistered.add(namespace);
    write(unregistered);
  }

  /**
   * Refuses a write to a namespace that is not registered, with Azure's message for an unregistered
   * namespace.
   */
  void check(ArmRequest request) {
    String type = request.type().azureType();
    check(type.substring(0, type.indexOf('/')));
  }

  /** Refuses a request to a namespace that is not registered. */
  public void check(String namespace) {
    String state = state(namespace);
    if (!state.equals("Registered")) {
      throw ApiError.of(
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
