package io.quarterdeck.cli.ci;

import io.quarterdeck.loader.failure.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A drift to ignore, because Azure sets the property itself or returns it in another form.
 *
 * @param type the resource type, as {@code network:VirtualNetwork}
 * @param path the property's path or a prefix of it
 * @param why the reason, with its source
 */
record AllowedDrift(String type, String path, String why) {
  private static final Set<String> KEYS = Set.of("type", "path", "why");

  /** Reads the list, a YAML sequence of mappings with exactly the three keys. */
  static List<AllowedDrift> read(Path file) {
    StructuredFile input =
        new StructuredFile(
            file,
            file.toString(),
            "the list of allowed drifts, in YAML",
            "Name another with --allowed, such as ci/drift-allowed.yaml.");
    Object read = input.yaml();
    List<AllowedDrift> allowed = new ArrayList<>();
    // An empty file allows nothing.
    if (read != null && !(read instanceof List<?>)) {
      throw input.unreadable("no list");
    }
    for (Object entry : read instanceof List<?> entries ? entries : List.of()) {
      if (!(entry instanceof Map<?, ?> map) || !map.keySet().equals(KEYS)) {
        throw Failure.of(
            "Cannot read %s: found %s; expected entries with type, path and why. "
                + "Correct the entry.",
            file, entry);
      }
      allowed.add(
          new AllowedDrift(Json.text(map, "type"), Json.text(map, "path"), Json.text(map, "why")));
    }
    return allowed;
  }

  boolean covers(Step step, PropertyChange change) {
    return step.shortType().equals(type)
        && (change.path().equals(path)
            || change.path().startsWith(path + ".")
            || change.path().startsWith(path + "["));
  }
}
