package io.quarterdeck.local.datafactory.activity;

import com.google.gson.JsonObject;
import io.quarterdeck.local.datafactory.activity.FactoryFiles.LakeFile;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which files of a folder an activity reads or deletes: those that changed at or after the start,
 * and before the end. Source: Microsoft Learn, "Copy and transform data in Azure Blob Storage".
 *
 * @param name the wildcard of the names; empty for all
 * @param since only files that changed at or after this time
 * @param before only files that changed before this time
 */
record StoreSettings(Optional<Pattern> name, Optional<Instant> since, Optional<Instant> before) {
  /** Reads the settings of a source or of an activity. */
  static StoreSettings of(JsonObject owner) {
    JsonObject settings =
        owner.has("storeSettings") ? owner.getAsJsonObject("storeSettings") : new JsonObject();
    return new StoreSettings(
        Optional.ofNullable(settings.get("wildcardFileName"))
            .map(wildcard -> pattern(wildcard.getAsString())),
        time(settings, "modifiedDatetimeStart"),
        time(settings, "modifiedDatetimeEnd"));
  }

  private static Optional<Instant> time(JsonObject settings, String name) {
    return Optional.ofNullable(settings.get(name)).map(time -> Instant.parse(time.getAsString()));
  }

  /** Whether the settings select files by the time of their last change. */
  boolean hasTimes() {
    return since.isPresent() || before.isPresent();
  }

  private static Pattern pattern(String wildcard) {
    return Pattern.compile(
        Pattern.quote(wildcard).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
  }

  boolean includes(LakeFile file) {
    return name.map(pattern -> pattern.matcher(file.name()).matches()).orElse(true)
        && since.map(start -> !file.modified().isBefore(start)).orElse(true)
        && before.map(file.modified()::isBefore).orElse(true);
  }
}
