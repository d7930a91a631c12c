package io.quarterdeck.local.databricks.experiments;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A filter of runs: nothing, or a tag and its value. Other filters of MLflow are refused.
 *
 * @param wanted the tag; empty for all runs
 */
record RunTagFilter(Optional<Tag> wanted) {
  /** A tag and its value. */
  record Tag(String key, String value) {}

  private static final Pattern TAG =
      Pattern.compile("\\s*tags\\.(?:\"([^\"]+)\"|`([^`]+)`|(\\w+))\\s*=\\s*'([^']*)'\\s*");

  static RunTagFilter of(String filter) {
    if (filter.isBlank()) {
      return new RunTagFilter(Optional.empty());
    }
    Matcher matcher = TAG.matcher(filter);
    if (!matcher.matches()) {
      throw DatabricksErrors.invalid(
          "Cannot read the filter: found %s; expected nothing, or tags.\"KEY\" = 'VALUE'."
              .formatted(filter));
    }
    for (int group = 1; group <= 3; group++) {
      if (matcher.group(group) != null) {
        return new RunTagFilter(Optional.of(new Tag(matcher.group(group), matcher.group(4))));
      }
    }
    throw new IllegalStateException(filter);
  }

  boolean accepts(JsonObject run) {
    return wanted.isEmpty()
        || run.getAsJsonObject("data").getAsJsonArray("tags").asList().stream()
            .map(JsonElement::getAsJsonObject)
            .anyMatch(
                tag ->
                    tag.get("key").getAsString().equals(wanted.get().key())
                        && tag.get("value").getAsString().equals(wanted.get().value()));
  }
}
