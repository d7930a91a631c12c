package io.quarterdeck.etl.review;

import java.util.List;
import java.util.Map;

/**
 * What happens to one resource.
 *
 * @param operation what Pulumi means to do
 * @param urn Pulumi's name of the resource, unique in its stack
 * @param type such as {@code azure-native:storage:StorageAccount}, without an API version
 * @param changes which properties change
 * @param replaceReasons the properties that make it a replace
 * @param before the inputs as they are, empty when there are none
 * @param after the inputs as they would be, empty when there are none
 */
record Step(
    Operation operation,
    String urn,
    String type,
    List<PropertyChange> changes,
    List<String> replaceReasons,
    Map<?, ?> before,
    Map<?, ?> after) {

  /** The last part of the urn: what the program calls the resource. */
  String name() {
    return urn.substring(urn.lastIndexOf(':') + 1);
  }

  /** The type without the provider, as {@code storage:StorageAccount}. */
  String shortType() {
    return type.startsWith("azure-native:") ? type.substring("azure-native:".length()) : type;
  }

  /** Whether it is a grouping of the program's own, which nothing in Azure answers to. */
  boolean isComponent() {
    return !type.startsWith("azure-native:");
  }
}
