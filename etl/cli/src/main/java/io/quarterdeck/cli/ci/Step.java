package io.quarterdeck.cli.ci;

import io.quarterdeck.contract.ApiVersions;
import java.util.List;
import java.util.Map;

/**
 * A planned step for a resource.
 *
 * @param operation the planned operation
 * @param urn Pulumi's unique name of the resource in the stack
 * @param type such as {@code azure-native:storage:StorageAccount}, without an API version
 * @param changes the properties that change
 * @param replaceReasons the properties that require a replacement
 * @param before the current inputs; empty if there are none
 * @param after the inputs after the step; empty if there are none
 */
record Step(
    Operation operation,
    String urn,
    String type,
    List<PropertyChange> changes,
    List<String> replaceReasons,
    Map<?, ?> before,
    Map<?, ?> after) {

  /** Returns the last part of the URN, which is the name in the program. */
  String name() {
    return urn.substring(urn.lastIndexOf(':') + 1);
  }

  /** Returns the type without the provider, as {@code storage:StorageAccount}. */
  String shortType() {
    return ApiVersions.shortType(type);
  }

  /** Returns whether the resource is a component of the program, which does not exist in Azure. */
  boolean isComponent() {
    return !type.startsWith("azure-native:");
  }
}
