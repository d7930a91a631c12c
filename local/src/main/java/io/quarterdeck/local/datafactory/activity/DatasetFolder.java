package io.quarterdeck.local.datafactory.activity;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Optional;

/**
 * The place that a dataset describes.
 *
 * @param type the type of the dataset, for example {@code Parquet}
 * @param linkedService the name of the linked service
 * @param container the container; empty for a database
 * @param folder the path of the folder in the container, without slashes at its ends
 * @param file the name of the file, if the dataset names one; of a web server, the relative URL
 * @param delimiter the text between the columns, for delimited text
 */
record DatasetFolder(
    String type,
    String linkedService,
    String container,
    String folder,
    Optional<String> file,
    Optional<String> delimiter) {
  static DatasetFolder of(JsonObject dataset, JsonElement properties) {
    Optional<JsonObject> location =
        Optional.ofNullable(properties.getAsJsonObject().getAsJsonObject("location"));
    return new DatasetFolder(
        dataset.get("type").getAsString(),
        dataset.getAsJsonObject("linkedServiceName").get("referenceName").getAsString(),
        text(location, "container").orElse(""),
        text(location, "folderPath").orElse("").replaceAll("^/+|/+$", ""),
        text(location, "fileName").or(() -> text(location, "relativeUrl")),
        text(Optional.of(properties.getAsJsonObject()), "columnDelimiter"));
  }

  private static Optional<String> text(Optional<JsonObject> location, String name) {
    return location.map(each -> each.get(name)).map(JsonElement::getAsString);
  }

  /** Returns the path of a file in the folder. */
  String path(String name) {
    return folder.isEmpty() ? name : folder + "/" + name;
  }
}
