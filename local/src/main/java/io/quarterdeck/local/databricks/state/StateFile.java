package io.quarterdeck.local.databricks.state;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.quarterdeck.local.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A JSON object on disk, written whole or not at all.
 *
 * @param path the file, in a folder that is there
 */
public record StateFile(Path path) {
  /** What was written last, or an empty object when nothing ever was. */
  public JsonObject read() throws IOException {
    if (!Files.exists(path)) {
      return new JsonObject();
    }
    try {
      return JsonParser.parseString(Files.readString(path)).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new IOException(path + " holds no JSON object: " + e.getMessage(), e);
    }
  }

  /** Puts the object in the place of the one before. */
  public void write(JsonObject state) throws IOException {
    PrivateFiles.write(path, state.toString());
  }
}
