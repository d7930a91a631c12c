package io.quarterdeck.infra.foundation.factory;

import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.infra.foundation.naming.ResourceNames;

/**
 * The names of the data factory of a system, and of everything that belongs to it.
 *
 * @param system the system. The files of its pipelines are in {@code SYSTEM/adf} of the repository
 * @param prefix the start of the names, which are unique within the platform; may be empty
 */
public record FactoryNames(PlatformSystemName system, String prefix) {
  /** Returns the names that start with the name of the system. */
  public static FactoryNames of(PlatformSystemName system) {
    return new FactoryNames(system, system.systemName() + "-");
  }

  /**
   * Returns the names without the name of the system. Only one system can use them. If the names of
   * this system changed, an update would replace its factory.
   */
  public static FactoryNames withoutSystem(PlatformSystemName system) {
    return new FactoryNames(system, "");
  }

  /** Returns the type of a component, which is a part of the identity of its resources. */
  String component(String name) {
    return "quarterdeck:" + system.systemName() + ":" + name;
  }

  /** Returns the logical name of the factory. */
  String logical() {
    return prefix + "data-factory";
  }

  /** Returns the name of the factory in Azure. */
  String factory(ResourceNames names) {
    return prefix.isEmpty() ? names.of("adf") : names.of("adf", system.systemName());
  }

  /** Returns the name of the factory's key. */
  String key() {
    return prefix + "factory";
  }

  /** Returns the folder of the artefacts in the repository. */
  String folder() {
    return "/" + system.systemName() + "/adf";
  }
}
