package io.quarterdeck.e2e.powerbi;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Microsoft's schemas of Power BI projects. README.md beside them states their source. */
final class FabricSchemas {
  private static final String BASE = "https://developer.microsoft.com/json-schemas/fabric/";
  private static final Path FOLDER =
      Path.of("src", "test", "resources", "io", "quarterdeck", "e2e", "powerbi", "schemas");

  private final Map<String, String> schemas = new TreeMap<>();
  private final SchemaRegistry registry;

  FabricSchemas() throws IOException {
    try (Stream<Path> files = Files.walk(FOLDER)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        schemas.put(
            BASE + FOLDER.relativize(file).toString().replace('\\', '/'), Files.readString(file));
      }
    }
    registry =
        SchemaRegistry.withDialect(Dialects.getDraft7(), builder -> builder.schemas(schemas));
  }

  /**
   * Returns the problems of a document.
   *
   * @param schema the value of {@code $schema}
   */
  List<String> problems(String schema, String document) {
    if (!schemas.containsKey(schema)) {
      return List.of("unknown schema " + schema);
    }
    return registry
        .getSchema(SchemaLocation.of(schema))
        .validate(document, InputFormat.JSON)
        .stream()
        .map(error -> error.getInstanceLocation() + " " + error.getMessage())
        .toList();
  }
}
