package io.quarterdeck.local.arm.endpoint;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.http.ApiError;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code $filter} of a list of resources: by type, by group, by both, or by tag. Other filters
 * are refused. Source: "Resources - List" (/rest/api/resources/resources/list).
 */
final class ResourceFilter {
  private static final Pattern PLACE =
      Pattern.compile(
          "(?:resourceGroup eq '([^']*)')?(?:(?<=') and (?=r))?(?:resourceType eq '([^']*)')?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern TAG =
      Pattern.compile(
          "tagName eq '([^']*)'(?: and tagValue eq '([^']*)')?", Pattern.CASE_INSENSITIVE);

  private ResourceFilter() {}

  static Predicate<ArmResource> of(Optional<String> filter) {
    if (filter.isEmpty()) {
      return any -> true;
    }
    Matcher place = PLACE.matcher(filter.get());
    if (place.matches() && !filter.get().isEmpty()) {
      return resource -> isIn(resource, place.group(1)) && hasType(resource, place.group(2));
    }
    Matcher tag = TAG.matcher(filter.get());
    if (tag.matches()) {
      Optional<String> value = Optional.ofNullable(tag.group(2));
      return resource ->
          tag(resource, tag.group(1))
              .filter(found -> value.isEmpty() || found.equals(value.get()))
              .isPresent();
    }
    throw ApiError.of(
        400,
        "InvalidFilterInQueryString",
        "Invalid $filter '" + filter.get() + "' specified in the query string.");
  }

  private static boolean isIn(ArmResource resource, String group) {
    return group == null
        || resource
            .id()
            .toLowerCase(Locale.ROOT)
            .contains("/resourcegroups/" + group.toLowerCase(Locale.ROOT) + "/");
  }

  private static boolean hasType(ArmResource resource, String type) {
    return type == null || resource.type().equalsIgnoreCase(type);
  }

  private static Optional<String> tag(ArmResource resource, String name) {
    return resource.body().get("tags") instanceof JsonObject tags
        ? Optional.ofNullable(tags.get(name)).map(JsonElement::getAsString)
        : Optional.empty();
  }
}
