package io.quarterdeck.local.spark;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.quarterdeck.etl.stack.ExportResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Reads what the export job says of its run. */
final class ExportResultJson {
  private ExportResultJson() {}

  static ExportResult read(Path file) throws IOException {
    Map<String, String> fields = new HashMap<>();
    try (JsonParser json = new JsonFactory().createParser(file.toFile())) {
      json.nextToken();
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        String field = json.currentName();
        json.nextToken();
        fields.put(field, json.getValueAsString());
      }
    }
    return new ExportResult(
        fields.get("runId"),
        Long.parseLong(fields.get("rows")),
        fields.get("data"),
        Optional.ofNullable(fields.get("aggregates")),
        fields.get("manifest"));
  }
}
