package io.quarterdeck.local.arm.endpoint;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import io.quarterdeck.infra.arm.ArmType;
import io.quarterdeck.infra.arm.ArmTypes;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The resource providers with their types and API versions, newest first: the versions that the
 * Pulumi program writes with ({@link ArmTypes}), that {@code doctor} reads with and
 * azure-resourcemanager 2.57.0 requests ({@code resource-providers.json}), and that azure-cli
 * 2.91.0 requests ({@code azure-cli-versions.json}). Other versions are refused, also if Azure has
 * them.
 */
final class ResourceProviders {
  private static final String RESOURCES = "Microsoft.Resources";

  /**
   * The provider to which subnets of function apps are delegated. It must be registered; the local
   * stack has none of its types.
   */
  private static final String DELEGATED = "Microsoft.App";

  private static final List<String> FILES =
      List.of("resource-providers.json", "azure-cli-versions.json");

  /**
   * A resource provider.
   *
   * @param namespace for example {@code Microsoft.Storage}
   * @param types the API versions of each type, newest first; types are compared case-insensitively
   */
  record Provider(String namespace, SortedMap<String, List<String>> types) {
    Provider {
      SortedMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      copy.putAll(types);
      types = Collections.unmodifiableSortedMap(copy);
    }

    Optional<List<String>> versions(String localType) {
      return Optional.ofNullable(types.get(localType));
    }
  }

  private final SortedMap<String, Provider> byNamespace =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  ResourceProviders() {
    Map<String, Map<String, Set<String>>> all = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String file : FILES) {
      read(file)
          .forEach(
              (namespace, types) ->
                  types.forEach((type, versions) -> add(all, namespace, type, versions)));
    }
    for (ArmType type : ArmTypes.all()) {
      String[] name = type.azureType().split("/", 2);
      add(all, name[0], name[1], Set.of(type.apiVersion()));
    }
    all.putIfAbsent(DELEGATED, new TreeMap<>());
    all.forEach(
        (namespace, types) ->
            byNamespace.put(namespace, new Provider(namespace, newestFirst(types))));
  }

  private static void add(
      Map<String, Map<String, Set<String>>> all,
      String namespace,
      String type,
      Set<String> versions) {
    all.computeIfAbsent(namespace, any -> new TreeMap<>(String.CASE_INSENSITIVE_ORDER))
        .computeIfAbsent(type, any -> new TreeSet<>())
        .addAll(versions);
  }

  private static Map<String, Map<String, Set<String>>> read(String file) {
    try (Reader reader =
        new InputStreamReader(
            ResourceProviders.class.getResourceAsStream(file), StandardCharsets.UTF_8)) {
      return new Gson()
          .fromJson(reader, new TypeToken<Map<String, Map<String, Set<String>>>>() {}.getType());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SortedMap<String, List<String>> newestFirst(Map<String, Set<String>> types) {
    SortedMap<String, List<String>> sorted = new TreeMap<>();
    types.forEach(
        (type, versions) ->
            sorted.put(type, versions.stream().sorted(Comparator.reverseOrder()).toList()));
    return sorted;
  }

  List<Provider> list() {
    return List.copyOf(byNamespace.values());
  }

  /** Returns the provider of a namespace. */
  Provider find(String namespace) {
    Provider provider = byNamespace.get(namespace);
    if (provider == null) {
      throw ArmErrors.invalidNamespace(namespace);
    }
    return provider;
  }

  /** Refuses a type that the provider does not have, or a version that the type does not have. */
  void check(ResourcePath path, String version) {
    List<String> versions =
        find(path.namespace())
            .versions(path.localType())
            .orElseThrow(() -> ArmErrors.invalidType(path, version));
    if (!versions.contains(version)) {
      throw ArmErrors.unsupportedApiVersion(version, path.localType(), versions);
    }
  }

  /** Refuses a version that a type does not have, for an action on the type itself. */
  void checkType(String type, String version) {
    int slash = type.indexOf('/');
    String localType = type.substring(slash + 1);
    List<String> versions = find(type.substring(0, slash)).versions(localType).orElseThrow();
    if (!versions.contains(version)) {
      throw ArmErrors.unsupportedApiVersion(version, localType, versions);
    }
  }

  /** Refuses a version that does not exist for Resource Manager's own types. */
  void check(String ownType, String version) {
    List<String> versions = find(RESOURCES).versions(ownType).orElseThrow();
    if (!versions.contains(version)) {
      throw ArmErrors.invalidApiVersion(version, versions);
    }
  }
}
