package io.quarterdeck.local.arm.endpoint;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The path of a request for the resources of a provider, {@code
 * SCOPE/providers/Microsoft.Storage/storageAccounts/NAME/blobServices/default}.
 *
 * @param segments all segments
 * @param at the index of the last {@code providers}
 */
record ResourcePath(List<String> segments, int at) {
  /** Returns the path, if it contains a provider and a type. */
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

  /** Returns the whole path. */
  String id() {
    return text(segments);
  }

  /**
   * Returns the scope of the provider's resources: a subscription, a group, or another resource.
   */
  String scope() {
    return text(segments.subList(0, at));
  }

  String namespace() {
    return segments.get(at + 1);
  }

  /** Returns the type without its namespace, for example {@code storageAccounts/blobServices}. */
  String localType() {
    return IntStream.range(at + 2, segments.size())
        .filter(i -> (i - at) % 2 == 0)
        .mapToObj(segments::get)
        .collect(Collectors.joining("/"));
  }

  String type() {
    return namespace() + "/" + localType();
  }

  /** Returns whether the path ends with a type rather than with a name. */
  boolean isCollection() {
    return (segments.size() - at) % 2 == 1;
  }

  /**
   * Returns the path up to the name of the outermost resource, the ancestor of all others in the
   * path.
   */
  String top() {
    return text(segments.subList(0, Math.min(segments.size(), at + 4)));
  }

  /** Returns whether the path denotes a child of another resource of the same provider. */
  boolean isChild() {
    return segments.size() > at + 4;
  }

  /** Returns the resource or scope that contains the members of a collection. */
  String parent() {
    return isChild() ? text(segments.subList(0, segments.size() - 1)) : scope();
  }

  /** Returns the name at the end of the path. */
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
