package io.quarterdeck.local.datafactory.activity;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.quarterdeck.local.datafactory.activity.FactoryFiles.LakeFile;
import io.quarterdeck.local.datafactory.expression.TemplateScope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The activities Get Metadata and Delete. Sources: Microsoft Learn, "Get Metadata activity" and
 * "Delete activity".
 *
 * @param connections connects to the storage account
 */
record FileActivities(LinkedConnections connections) {
  /** Returns the requested fields of a file or a folder. */
  JsonObject metadata(JsonObject activity, TemplateScope scope) throws ActivityFailure {
    JsonObject properties = activity.getAsJsonObject("typeProperties");
    DatasetFolder dataset =
        connections.artefacts().dataset(properties.getAsJsonObject("dataset"), scope);
    List<String> fields =
        properties.getAsJsonArray("fieldList").asList().stream()
            .map(JsonElement::getAsString)
            .toList();
    FactoryFiles files = connections.files(dataset);
    Optional<String> file = dataset.file().map(dataset::path);
    List<LakeFile> found =
        files.below(dataset.folder()).stream()
            .filter(each -> file.isEmpty() || each.path().equals(file.get()))
            .toList();
    boolean exists = !found.isEmpty();
    if (!exists && !fields.contains("exists")) {
      throw new ActivityFailure(
          "2011",
          "The required Blob is missing. Folder path: %s/%s."
              .formatted(dataset.container(), dataset.path(dataset.file().orElse(""))));
    }
    StoreSettings settings = settings(properties, scope);
    JsonObject output = new JsonObject();
    for (String field : fields) {
      // Of a file that does not exist, Azure returns only this field.
      if (exists || field.equals("exists")) {
        output.add(field, field(field, dataset, settings, found));
      }
    }
    return output;
  }

  private static JsonElement field(
      String field, DatasetFolder dataset, StoreSettings settings, List<LakeFile> found)
      throws ActivityFailure {
    return switch (field) {
      case "exists" -> new JsonPrimitive(!found.isEmpty());
      // "Name of the file or folder" (Microsoft Learn, "Get Metadata activity"), without its path.
      case "itemName" ->
          new JsonPrimitive(
              dataset
                  .file()
                  .orElse(dataset.folder().substring(dataset.folder().lastIndexOf('/') + 1)));
      case "childItems" -> children(dataset, settings, found);
      case "lastModified" -> modified(dataset, found);
      default ->
          throw new ActivityFailure(
              "2011", "The field '" + field + "' is not supported on the local stack.");
    };
  }

  /** Azure returns the time of a file only, if the store is Blob Storage. */
  private static JsonElement modified(DatasetFolder dataset, List<LakeFile> found)
      throws ActivityFailure {
    if (dataset.file().isEmpty()) {
      throw new ActivityFailure(
          "2011", "The field 'lastModified' is not supported for a folder of Blob Storage.");
    }
    return new JsonPrimitive(found.get(0).modified().toString());
  }

  /**
   * If the settings have times, the children are the files in the folder that changed in the range,
   * without subfolders (Microsoft Learn, "Get Metadata activity", note on childItems).
   */
  private static JsonArray children(
      DatasetFolder dataset, StoreSettings settings, List<LakeFile> found) {
    SortedMap<String, String> types = new TreeMap<>();
    int start = dataset.folder().isEmpty() ? 0 : dataset.folder().length() + 1;
    for (LakeFile file : found) {
      String below = file.path().substring(start);
      int slash = below.indexOf('/');
      if (settings.hasTimes() && (slash >= 0 || !settings.includes(file))) {
        continue;
      }
      types.put(slash < 0 ? below : below.substring(0, slash), slash < 0 ? "File" : "Folder");
    }
    JsonArray children = new JsonArray();
    types.forEach(
        (name, type) -> {
          JsonObject child = new JsonObject();
          child.addProperty("name", name);
          child.addProperty("type", type);
          children.add(child);
        });
    return children;
  }

  /** Deletes a file, or the files of a folder, and writes the log. */
  JsonObject delete(JsonObject activity, String runId, TemplateScope scope) throws ActivityFailure {
    JsonObject properties = activity.getAsJsonObject("typeProperties");
    DatasetFolder dataset =
        connections.artefacts().dataset(properties.getAsJsonObject("dataset"), scope);
    StoreSettings settings = settings(properties, scope);
    FactoryFiles files = connections.files(dataset);
    List<String> deleted = new ArrayList<>();
    if (dataset.file().isPresent()) {
      String path = dataset.path(dataset.file().get());
      if (!files.delete(path)) {
        throw new ActivityFailure(
            "3701", "The required Blob is missing: %s/%s.".formatted(dataset.container(), path));
      }
      deleted.add(path);
    } else {
      for (LakeFile file : files.below(dataset.folder())) {
        if (settings.includes(file) && files.delete(file.path())) {
          deleted.add(file.path());
        }
      }
    }
    JsonObject output = new JsonObject();
    output.addProperty("filesDeleted", deleted.size());
    output.addProperty("recursive", true);
    if (properties.has("enableLogging") && properties.get("enableLogging").getAsBoolean()) {
      output.addProperty("logPath", log(properties, runId, deleted));
    }
    return output;
  }

  private static StoreSettings settings(JsonObject properties, TemplateScope scope) {
    JsonObject settings = new JsonObject();
    if (properties.has("storeSettings")) {
      settings.add("storeSettings", properties.get("storeSettings"));
    }
    return StoreSettings.of(scope.resolve(settings).getAsJsonObject());
  }

  /** Writes the log as CSV, in a folder with the id of the activity run. */
  private String log(JsonObject properties, String runId, List<String> deleted)
      throws ActivityFailure {
    JsonObject settings = properties.getAsJsonObject("logStorageSettings");
    String[] path = settings.get("path").getAsString().split("/", 2);
    String service =
        settings.getAsJsonObject("linkedServiceName").get("referenceName").getAsString();
    StringBuilder text = new StringBuilder("Name,Category,Status,Error\n");
    deleted.forEach(name -> text.append(name).append(",File,Deleted,\n"));
    String file = path[1] + "/" + runId + "/" + runId + ".csv";
    connections.files(service, path[0]).write(file, text.toString());
    return path[0] + "/" + file;
  }
}
