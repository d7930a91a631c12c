package io.quarterdeck.local.engine;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.local.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Stores the existing resources between runs: a list in the order of creation. The file may contain
 * secrets, so only the user can read it.
 */
record DeploymentFile(Path file) {
  List<RegisteredResource> read() {
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      List<RegisteredResource> resources = new ArrayList<>();
      for (JsonElement each : JsonParser.parseString(Files.readString(file)).getAsJsonArray()) {
        resources.add(resource(each.getAsJsonObject()));
      }
      return resources;
    } catch (IOException | JsonParseException | IllegalStateException e) {
      throw Failure.causedBy(
          e,
          "Cannot read the resources of the local stack from %s: %s; expected the "
              + "file that the last run wrote. Run ./quarterdeck local reset, which "
              + "deletes the local stack's data, or restore the file.",
          file,
          e);
    }
  }

  void write(Collection<RegisteredResource> resources) throws IOException {
    JsonArray list = new JsonArray();
    for (RegisteredResource resource : resources) {
      JsonObject object = new JsonObject();
      object.addProperty("urn", resource.urn());
      object.addProperty("type", resource.type());
      object.addProperty("id", resource.id());
      object.addProperty("protect", resource.isProtected());
      object.add("inputs", Structs.json(resource.inputs()));
      object.add("outputs", Structs.json(resource.outputs()));
      list.add(object);
    }
    PrivateFiles.write(
        file, new GsonBuilder().serializeNulls().setPrettyPrinting().create().toJson(list));
  }

  private static RegisteredResource resource(JsonObject object) {
    return new RegisteredResource(
        object.get("urn").getAsString(),
        object.get("type").getAsString(),
        object.get("id").getAsString(),
        object.get("protect").getAsBoolean(),
        Structs.struct(object.getAsJsonObject("inputs")),
        Structs.struct(object.getAsJsonObject("outputs")));
  }
}
