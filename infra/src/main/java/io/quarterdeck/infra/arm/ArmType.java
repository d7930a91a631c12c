package io.quarterdeck.infra.arm;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How a resource of the azure-native provider becomes a request to Azure Resource Manager.
 *
 * @param token the provider's type, without {@code azure-native:}
 * @param apiVersion the version that azure-native 2.10 asks for
 * @param path the request's path; names in braces are inputs, which leave the body
 * @param topLevel the inputs that stay beside {@code properties}; all others go into it
 * @param nested dotted paths of objects whose own values go into a {@code properties} of theirs
 * @param renames dotted paths of inputs, and the names that Resource Manager knows them by
 * @param fixed dotted paths of inputs that Azure does not change in place, besides those of the
 *     path: those that its specification marks as given at creation only, and those that the
 *     provider's table of replacements names
 */
public record ArmType(
    String token,
    String apiVersion,
    String path,
    Set<String> topLevel,
    Map<String, Set<String>> nested,
    Map<String, String> renames,
    Set<String> fixed) {
  /** What most resources have beside their properties. */
  private static final Set<String> COMMON =
      Set.of("location", "tags", "sku", "kind", "identity", "zones");

  private static final String GROUP =
      "/subscriptions/{subscriptionId}/resourceGroups/{resourceGroupName}";

  static ArmType inGroup(String token, String apiVersion, String path) {
    return new ArmType(
        token, apiVersion, GROUP + "/providers/" + path, COMMON, Map.of(), Map.of(), Set.of());
  }

  static ArmType onScope(String token, String apiVersion, String path) {
    return new ArmType(token, apiVersion, path, COMMON, Map.of(), Map.of(), Set.of());
  }

  ArmType topLevel(String... names) {
    return new ArmType(token, apiVersion, path, Set.of(names), nested, renames, fixed);
  }

  /** {@code beside} stays where it is in each object at that path. */
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

  /** {@code paths} cannot be changed in place. */
  ArmType fixing(String... paths) {
    var more = new TreeSet<>(fixed);
    more.addAll(Set.of(paths));
    return new ArmType(token, apiVersion, path, topLevel, nested, renames, more);
  }

  /** Whether a change of this input, or of something in it, makes the resource anew. */
  public boolean replaces(String at) {
    return pathInputs().contains(at)
        || fixed.stream().anyMatch(path -> at.equals(path) || at.startsWith(path + "."));
  }

  /** The type as Azure names it, such as {@code Microsoft.Network/virtualNetworks/subnets}. */
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

  /** The names of the inputs that are in the path. */
  public List<String> pathInputs() {
    return Pattern.compile("\\{(\\w+)}")
        .matcher(path)
        .results()
        .map(result -> result.group(1))
        .toList();
  }
}
