package io.quarterdeck.local.datafactory.activity;

import com.google.gson.JsonObject;
import io.quarterdeck.local.datafactory.activity.FactoryFiles.LakeFile;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which files of a folder an activity reads or deletes.
 *
 * @param name the wildcard of the names; empty for all
 * @param before only files that changed before this time
 */
record StoreSettings(Optional<Pattern> name, Optional<Instant> before) {
  /** Reads the settings of a source or of an activity. */
  static StoreSettings of(JsonObject owner) {
    JsonObject settings =
        owner.has("storeSettings") ? owner.getAsJsonObject("storeSettings") : new JsonObject();
    return new StoreSettings(
        Optional.ofNullable(settings.get("wildcardFileName"))
            .map(wildcard -> pattern(wildcard.getAsString())),
        Optional.ofNullable(settings.get("modifiedDatetimeEnd"))
            .map(time -> Instant.parse(time.getAsString())));
  }

  private static Pattern pattern(String wildcard) {
    return Pattern.compile(
        Pattern.quote(wildcard).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q"));
  }

  boolean includes(LakeFile file) {
    return name.map(pattern -> pattern.matcher(file.name()).matches()).orElse(true)
        && before.map(file.modified()::isBefore).orElse(true);
  }
}
