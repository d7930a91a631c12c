package io.quarterdeck.infra.arm;

import io.quarterdeck.contract.ApiVersions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Describes how the inputs of an azure-native resource map to a request to Azure Resource Manager.
 *
 * @param token the provider's type, without {@code azure-native:}
 * @param apiVersion the API version of the requests
 * @param path the request's path; names in braces are inputs, which are not part of the body
 * @param topLevel the inputs at the top level of the body; all others go into {@code properties}
 * @param nested dotted paths of objects whose values go into a nested {@code properties} object
 * @param renames dotted paths of inputs, and their names in Resource Manager
 * @param fixed dotted paths of inputs that Azure cannot update in place, in addition to those of
 *     the path: inputs that the specification marks as settable at creation only, and inputs that
 *     the provider lists as forcing a replacement
 */
public record ArmType(
    String token,
    String apiVersion,
    String path,
    Set<String> topLevel,
    Map<String, Set<String>> nested,
    Map<String, String> renames,
    Set<String> fixed) {
  /** Top-level fields of most resources. */
  private static final Set<String> COMMON =
      Set.of("location", "tags", "sku", "kind", "identity", "zones");

  private static final String PROVIDER = "azure-native:";
  private static final String GROUP =
      "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}";

  static ArmType inGroup(String token, String path) {
    return new ArmType(
        token, version(token), GROUP + "/providers/" + path, COMMON, Map.of(), Map.of(), Set.of());
  }

  static ArmType onScope(String token, String path) {
    return new ArmType(token, version(token), path, COMMON, Map.of(), Map.of(), Set.of());
  }

  private static String version(String token) {
    return ApiVersions.of(PROVIDER + token).version();
  }

  /**
   * Returns the type in a Pulumi program, such as {@code azure-native:network:Subnet}. It contains
   * the API version if the version is not azure-native's default.
   */
  public String pulumiType() {
    return ApiVersions.of(PROVIDER + token).pulumiType();
  }

  ArmType topLevel(String... names) {
    return new ArmType(token, apiVersion, path, Set.of(names), nested, renames, fixed);
  }

  /**
   * Nests the values of each object at a path, except {@code beside}, in an object {@code
   * properties}. {@link #renaming} can give that object another name.
   */
  ArmType nesting(String at, String... beside) {
    var more = new TreeMap<>(nested);
    more.put(at, Set.of(beside));
    return new ArmType(token, apiVersion, path, topLevel, more, renames, fixed);
  }

  ArmType renaming(String at, String name) {
    var more = new TreeMap<>(renames);
    more.put(at, name);
    return new ArmType(token, apiVersion, path, topLevel, nested, more, fixed);
  }

  /** Returns the name of the object in which the values at a path are nested. */
  public String nestedName(String at) {
    return renames.getOrDefault(at + ".properties", "properties");
  }

  /** Marks inputs that cannot be updated in place. */
  ArmType fixing(String... paths) {
    var more = new TreeSet<>(fixed);
    more.addAll(Set.of(paths));
    return new ArmType(token, apiVersion, path, topLevel, nested, renames, more);
  }

  /** Whether a change of this input, or of a value inside it, replaces the resource. */
  public boolean replaces(String at) {
    return pathInputs().contains(at)
        || fixed.stream().anyMatch(path -> at.equals(path) || at.startsWith(path + "."));
  }

  /** The type's name in Azure, such as {@code Microsoft.Network/virtualNetworks/subnets}. */
  public String azureType() {
    if (!path.contains("/providers/")) {
      return "Microsoft.Resources/resourceGroups";
    }
    String tail = path.substring(path.lastIndexOf("/providers/") + "/providers/".length());
    List<String> parts = List.of(tail.split("/", -1));
    StringBuilder type = new StringBuilder(parts.get(0));
    for (int i = 1; i < parts.size(); i += 2) {
      type.append('/').append(parts.get(i));
    }
    return type.toString();
  }

  /** The names of the inputs that are part of the path. */
  public List<String> pathInputs() {
    return Pattern.compile("\\{(\\w+)}")
        .matcher(path)
        .results()
        .map(result -> result.group(1))
        .toList();
  }
}
