package io.quarterdeck.local.databricks.files;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.http.ApiCall;
import io.quarterdeck.local.databricks.http.ApiResponse;
import io.quarterdeck.local.databricks.http.ApiRoutes;
import io.quarterdeck.local.databricks.api.Page;
import io.quarterdeck.local.databricks.api.Query;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** The Files API for volumes. */
public final class VolumeRoutes {
  private static final String FILES = "/api/2.0/fs/files";
  private static final String FOLDERS = "/api/2.0/fs/directories";

  private final VolumeTree files;

  public VolumeRoutes(VolumeTree files) {
    this.files = files;
  }

  /** Adds the routes. */
  public void add(ApiRoutes routes) {
    routes
        .under("PUT", FILES, this::upload)
        .under("GET", FILES, this::download)
        .under("HEAD", FILES, this::download)
        .under("DELETE", FILES, this::delete)
        .under("PUT", FOLDERS, this::createFolder)
        .under("GET", FOLDERS, this::list)
        .under("HEAD", FOLDERS, this::folder)
        .under("DELETE", FOLDERS, this::deleteFolder);
  }

  private ApiResponse upload(ApiCall call) throws IOException {
    files.write(call.rest(), call.query("overwrite").flag("overwrite"), call);
    return ApiResponse.empty();
  }

  private ApiResponse download(ApiCall call) throws IOException {
    call.query();
    Path file = files.file(call.rest());
    String changed =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            Files.getLastModifiedTime(file).toInstant().atOffset(ZoneOffset.UTC));
    return ApiResponse.file(
        file, Map.of("Content-Type", "application/octet-stream", "Last-Modified", changed));
  }

  private ApiResponse delete(ApiCall call) throws IOException {
    call.query();
    files.delete(call.rest());
    return ApiResponse.empty();
  }

  private ApiResponse createFolder(ApiCall call) throws IOException {
    call.query();
    files.create(call.rest());
    return ApiResponse.empty();
  }

  private ApiResponse folder(ApiCall call) {
    call.query();
    files.folder(call.rest());
    return new ApiResponse(200, Map.of(), 0, java.io.InputStream::nullInputStream);
  }

  private ApiResponse deleteFolder(ApiCall call) throws IOException {
    call.query();
    files.deleteFolder(call.rest());
    return ApiResponse.empty();
  }

  private ApiResponse list(ApiCall call) throws IOException {
    Query query = call.query("page_size", "page_token");
    Page<Path> page =
        Page.of(
            files.list(call.rest()),
            query.number("page_size", 1, 1000, 1000),
            query.text("page_token"));
    JsonArray contents = new JsonArray();
    for (Path child : page.items()) {
      contents.add(json(child));
    }
    JsonObject answer = new JsonObject();
    answer.add("contents", contents);
    page.next().ifPresent(token -> answer.addProperty("next_page_token", token));
    return ApiResponse.json(answer);
  }

  private JsonObject json(Path place) throws IOException {
    JsonObject json = new JsonObject();
    json.addProperty("path", files.shown(place));
    json.addProperty("name", place.getFileName().toString());
    json.addProperty("is_directory", Files.isDirectory(place));
    if (Files.isRegularFile(place)) {
      json.addProperty("file_size", Files.size(place));
      json.addProperty("last_modified", Files.getLastModifiedTime(place).toMillis());
    }
    return json;
  }
}
