package io.quarterdeck.local.arm.endpoint;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The path of a request about a provider's resources, {@code
 * SCOPE/providers/Microsoft.Storage/storageAccounts/NAME/blobServices/default}.
 *
 * @param segments all of it
 * @param at where the last {@code providers} is
 */
record ResourcePath(List<String> segments, int at) {
  /** The path, if it names a provider and a type. */
  static Optional<ResourcePath> of(List<String> segments) {
    int last =
        segments.stream()
            .map(text -> text.toLowerCase(Locale.ROOT))
            .toList()
            .lastIndexOf("providers");
    return last >= 0 && segments.size() > last + 2
        ? Optional.of(new ResourcePath(List.copyOf(segments), last))
        : Optional.empty();
  }

  /** The whole path. */
  String id() {
    return text(segments);
  }

  /** What the provider's resources are in: a subscription, a group, or another resource. */
  String scope() {
    return text(segments.subList(0, at));
  }

  String namespace() {
    return segments.get(at + 1);
  }

  /** The type without its namespace, {@code storageAccounts/blobServices}. */
  String localType() {
    return IntStream.range(at + 2, segments.size())
        .filter(i -> (i - at) % 2 == 0)
        .mapToObj(segments::get)
        .collect(Collectors.joining("/"));
  }

  String type() {
    return namespace() + "/" + localType();
  }

  /** Whether it ends with a type, not with a name. */
  boolean isCollection() {
    return (segments.size() - at) % 2 == 1;
  }

  /** The path up to the name of the outermost resource, of which all others are children. */
  String top() {
    return text(segments.subList(0, Math.min(segments.size(), at + 4)));
  }

  /** Whether it is about a child of another resource of the same provider. */
  boolean isChild() {
    return segments.size() > at + 4;
  }

  /** Of a collection, the resource or scope that its members are in. */
  String parent() {
    return isChild() ? text(segments.subList(0, segments.size() - 1)) : scope();
  }

  /** The name at the end, where there is one. */
  String name() {
    return IntStream.range(at + 3, segments.size())
        .filter(i -> (i - at) % 2 == 1)
        .mapToObj(segments::get)
        .collect(Collectors.joining("/"));
  }

  private static String text(List<String> segments) {
    return "/" + String.join("/", segments);
  }
}
