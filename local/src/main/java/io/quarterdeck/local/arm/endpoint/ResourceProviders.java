package io.quarterdeck.local.arm.endpoint;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The resource providers with their types and API versions: the versions that the Pulumi program
 * writes with, that {@code doctor} reads with, and that azure-resourcemanager 2.57.0 requests. They
 * are listed in {@code resource-providers.json}, newest version first.
 */
final class ResourceProviders {
  private static final String RESOURCES = "Microsoft.Resources";

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
    try (Reader reader =
        new InputStreamReader(
            ResourceProviders.class.getResourceAsStream("resource-providers.json"),
            StandardCharsets.UTF_8)) {
      Map<String, TreeMap<String, List<String>>> all =
          new Gson()
              .fromJson(
                  reader, new TypeToken<Map<String, TreeMap<String, List<String>>>>() {}.getType());
      all.forEach((namespace, types) -> byNamespace.put(namespace, new Provider(namespace, types)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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

  /** Refuses a version that does not exist for Resource Manager's own types. */
  void check(String ownType, String version) {
    List<String> versions = find(RESOURCES).versions(ownType).orElseThrow();
    if (!versions.contains(version)) {
      throw ArmErrors.invalidApiVersion(version, versions);
    }
  }
}
