package io.quarterdeck.azure.outputs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the JSON object that {@code pulumi stack output --json} prints. */
final class OutputsJson {
  private static final JsonFactory JSON = new JsonFactory();

  private OutputsJson() {}

  /**
   * Returns the outputs by name, numbers as text. Lists and objects are skipped, because the
   * contract has none.
   *
   * @throws Failure if the input is not a JSON object
   */
  static Map<String, String> read(byte[] json, OutputsOrigin origin) {
    Map<String, String> values = new LinkedHashMap<>();
    try (JsonParser parser = JSON.createParser(json)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw unreadable(origin, "it is no JSON object", null);
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        if (parser.nextToken().isScalarValue()) {
          values.put(name, parser.getText());
        } else {
          parser.skipChildren();
        }
      }
    } catch (JsonParseException e) {
      throw unreadable(
          origin, e.getOriginalMessage() + " in line " + e.getLocation().getLineNr(), e);
    } catch (IOException e) {
      throw unreadable(origin, e.getMessage(), e);
    }
    return values;
  }

  private static Failure unreadable(OutputsOrigin origin, String found, Throwable cause) {
    return Failure.causedBy(
        cause,
        "Cannot read the outputs of %s: %s; expected the JSON object that pulumi "
            + "stack output --stack NAME --json prints. %s.",
        origin.words(),
        found,
        origin.remedy());
  }
}
