package io.quarterdeck.etl.review;

import io.quarterdeck.etl.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A drift that is none: Azure writes the property by itself, or tells it otherwise than it was
 * asked.
 *
 * @param type the resource's type, as {@code network:VirtualNetwork}
 * @param path the property's path, or the start of it
 * @param why who says so
 */
record AllowedDrift(String type, String path, String why) {
  private static final Set<String> KEYS = Set.of("type", "path", "why");

  /** Reads the list, a YAML sequence of mappings with exactly these three keys. */
  static List<AllowedDrift> read(Path file) {
    Object list;
    try {
      list = new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file));
    } catch (IOException e) {
      throw new Failure(
          "Cannot read %s: %s; expected the list of allowed drifts. Name another with --allowed."
              .formatted(file, e),
          e);
    }
    List<AllowedDrift> allowed = new ArrayList<>();
    for (Object entry : list instanceof List<?> entries ? entries : List.of()) {
      if (!(entry instanceof Map<?, ?> map) || !map.keySet().equals(KEYS)) {
        throw new Failure(
            "Cannot read %s: found %s; expected entries with type, path and why. Mend the entry."
                .formatted(file, entry));
      }
      allowed.add(
          new AllowedDrift(Json.text(map, "type"), Json.text(map, "path"), Json.text(map, "why")));
    }
    return allowed;
  }

  boolean covers(Step step, Change change) {
    return step.shortType().equals(type)
        && (change.path().equals(path)
            || change.path().startsWith(path + ".")
            || change.path().startsWith(path + "["));
  }
}
