package io.quarterdeck.etl.load;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.quarterdeck.etl.rows.profile.ColumnProfile;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The profiles of a load's columns as the ledger keeps them: figures as decimal strings. */
final class ProfileJson {
  private static final JsonFactory JSON = new JsonFactory();

  private ProfileJson() {}

  static String write(List<ColumnProfile> columns) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartArray();
      for (ColumnProfile column : columns) {
        write(json, column);
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, ColumnProfile column) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", column.name());
    json.writeNumberField("nulls", column.nulls());
    json.writeNumberField("distinct", column.distinct());
    write(json, "min", column.min());
    write(json, "max", column.max());
    write(json, "mean", column.mean());
    write(json, "sum", column.sum());
    json.writeEndObject();
  }

  private static void write(JsonGenerator json, String name, Optional<String> value)
      throws IOException {
    if (value.isPresent()) {
      json.writeStringField(name, value.get());
    } else {
      json.writeNullField(name);
    }
  }
}
