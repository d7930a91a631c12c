package io.quarterdeck.infra.graph;

import io.quarterdeck.contract.ApiVersions;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A resource that the program declared.
 *
 * @param type the type's token, such as {@code azure-native:network:Subnet}
 * @param name the logical name, as in the resource's URN
 * @param parent the logical name of the parent component
 * @param replaceOnChanges the inputs that the program names: a change of one of them replaces the
 *     resource
 * @param deleteBeforeReplace whether the old resource is deleted before the new one is created
 * @param after the logical names of explicit dependencies
 * @param inputs the requested properties; empty for a component
 */
public record Node(
    String type,
    String name,
    Optional<String> parent,
    boolean protect,
    List<String> ignoreChanges,
    List<String> replaceOnChanges,
    boolean deleteBeforeReplace,
    List<String> after,
    Map<String, Object> inputs) {
  public boolean isComponent() {
    return type.startsWith("quarterdeck:");
  }

  /** Returns the type without the provider's name, such as {@code network:Subnet}. */
  public String token() {
    return ApiVersions.shortType(type);
  }
}
