package io.quarterdeck.local.arm.endpoint;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A resource provider.
 *
 * @param namespace for example {@code Microsoft.Storage}
 * @param types the API versions of each type, newest first; types are compared case-insensitively
 */
record ResourceProvider(String namespace, SortedMap<String, List<String>> types) {
  ResourceProvider {
    SortedMap<String, List<String>> copy = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    copy.putAll(types);
    types = Collections.unmodifiableSortedMap(copy);
  }

  Optional<List<String>> versions(String localType) {
    return Optional.ofNullable(types.get(localType));
  }
}
