package io.quarterdeck.cli.job;

import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.loader.progress.Progress;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;

/**
 * What {@code register} publishes for a system outside of Databricks. {@link ServiceLoader} finds
 * the implementations.
 */
public interface SystemRegistration {
  /** Returns the registrations of these systems, always in the same order. */
  static List<SystemRegistration> of(Set<PlatformSystemName> systems) {
    return ServiceLoader.load(SystemRegistration.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(registration -> systems.contains(registration.system()))
        .sorted(Comparator.comparing(SystemRegistration::system))
        .toList();
  }

  /** Returns the system. */
  PlatformSystemName system();

  /**
   * Publishes what differs. A second call changes nothing.
   *
   * @return one line for each change
   * @throws io.quarterdeck.loader.failure.Failure if a service refuses
   */
  List<String> publish(ConnectedStack stack, Progress progress);
}
