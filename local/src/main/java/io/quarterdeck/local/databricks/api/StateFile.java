package io.quarterdeck.local.databricks.api;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.quarterdeck.local.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * A JSON object on disk. Writes are atomic.
 *
 * @param path the file, in an existing folder
 */
public record StateFile(Path path) {
  /** Returns the object that was written last; an empty object if the file does not exist. */
  public JsonObject read() throws IOException {
    if (!Files.exists(path)) {
      return new JsonObject();
    }
    try {
      return JsonParser.parseString(Files.readString(path)).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new IOException(path + " does not contain a JSON object: " + e.getMessage(), e);
    }
  }

  /** Returns the objects in the array with this name; empty if there is no such array. */
  public List<JsonObject> objects(String array) throws IOException {
    return objects(read(), array);
  }

  /** Returns the objects in an array of a state that was read; empty if there is no such array. */
  public static List<JsonObject> objects(JsonObject state, String array) {
    return state.has(array)
        ? state.getAsJsonArray(array).asList().stream().map(JsonElement::getAsJsonObject).toList()
        : List.of();
  }

  /** Replaces the object. */
  public void write(JsonObject state) throws IOException {
    PrivateFiles.write(path, state.toString());
  }
}
