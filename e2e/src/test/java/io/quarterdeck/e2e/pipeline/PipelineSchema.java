package io.quarterdeck.e2e.pipeline;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Dialects;
import com.networknt.schema.keyword.NonValidationKeyword;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Azure's published schema of pipelines. README.md beside it states its source. */
final class PipelineSchema {
  private static final String ID =
      "https://github.com/Microsoft/azure-pipelines-vscode/blob/main/service-schema.json";

  private static final List<String> EDITOR_WORDS =
      List.of("aliases", "deprecationMessage", "firstProperty", "ignoreCase");

  private final SchemaRegistry registry;

  PipelineSchema() throws IOException {
    try (InputStream schema = getClass().getResourceAsStream("azure-pipelines.schema.json")) {
      String text = new String(schema.readAllBytes(), StandardCharsets.UTF_8);
      registry =
          SchemaRegistry.withDialect(dialect(), builder -> builder.schemas(Map.of(ID, text)));
    }
  }

  /** JSON Schema draft 7, with the keywords that only Azure's own editor uses. */
  private static Dialect dialect() {
    return Dialect.builder(Dialects.getDraft7())
        .keywords(EDITOR_WORDS.stream().map(NonValidationKeyword::new).toList())
        .build();
  }

  /** Returns the problems of a document, the deepest first; empty if it is valid. */
  List<String> problems(Object document, String definition) {
    return registry
        .getSchema(SchemaLocation.of(ID + "#/definitions/" + definition))
        .validate(json(document), InputFormat.JSON)
        .stream()
        .sorted(Comparator.comparingInt(PipelineSchema::depth).reversed())
        .map(error -> error.getInstanceLocation() + " " + error.getMessage())
        .toList();
  }

  private static int depth(Error error) {
    return error.getInstanceLocation().getNameCount();
  }

  private static String json(Object document) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      write(json, document, false);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  private static void write(JsonGenerator json, Object value, boolean amongInputs)
      throws IOException {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        String name = entry.getKey().toString();
        json.writeFieldName(name);
        write(json, entry.getValue(), amongInputs || name.equals("inputs"));
      }
      json.writeEndObject();
    } else if (value instanceof List<?> list) {
      json.writeStartArray();
      for (Object element : list) {
        write(json, element, amongInputs);
      }
      json.writeEndArray();
    } else if (amongInputs && List.of("true", "false").contains(value)) {
      // The schema requires strings, except for the booleans among the inputs of a task.
      json.writeBoolean(value.equals("true"));
    } else {
      json.writeString(value == null ? "" : value.toString());
    }
  }
}
