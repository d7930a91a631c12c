package io.quarterdeck.local.databricks.files;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.api.Page;
import io.quarterdeck.local.databricks.api.Query;
import io.quarterdeck.local.databricks.catalog.CatalogRights;
import io.quarterdeck.local.http.Answer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * The Files API for volumes. A write also needs the right to read, because the API reads the
 * metadata of the file first.
 */
public final class VolumeRoutes {
  private static final String FILES = "/api/2.0/fs/files";
  private static final String FOLDERS = "/api/2.0/fs/directories";

  private static final String READ = "READ_VOLUME";
  private static final String WRITE = "WRITE_VOLUME";

  private final VolumeTree files;
  private final CatalogRights rights;

  public VolumeRoutes(VolumeTree files, CatalogRights rights) {
    this.files = files;
    this.rights = rights;
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

  private Answer upload(ApiCall call) throws IOException {
    require(call, READ);
    require(call, WRITE);
    files.write(call.rest(), call.query("overwrite").flag("overwrite"), call);
    return Answer.empty(204);
  }

  private Answer download(ApiCall call) throws IOException {
    require(call, READ);
    call.query();
    Path file = files.file(call.rest());
    String changed =
        DateTimeFormatter.RFC_1123_DATE_TIME.format(
            Files.getLastModifiedTime(file).toInstant().atOffset(ZoneOffset.UTC));
    return Answer.file(file).with("Last-Modified", changed);
  }

  private Answer delete(ApiCall call) throws IOException {
    require(call, READ);
    require(call, WRITE);
    call.query();
    files.delete(call.rest());
    return Answer.empty(204);
  }

  private Answer createFolder(ApiCall call) throws IOException {
    require(call, READ);
    require(call, WRITE);
    call.query();
    files.create(call.rest());
    return Answer.empty(204);
  }

  private Answer folder(ApiCall call) {
    require(call, READ);
    call.query();
    files.folder(call.rest());
    return Answer.empty(200).with("Content-Length", "0");
  }

  private Answer deleteFolder(ApiCall call) throws IOException {
    require(call, READ);
    require(call, WRITE);
    call.query();
    files.deleteFolder(call.rest());
    return Answer.empty(204);
  }

  private Answer list(ApiCall call) throws IOException {
    require(call, READ);
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
    return Answer.json(answer);
  }

  private void require(ApiCall call, String privilege) {
    rights.requireVolume(call.caller().userName(), files.volume(call.rest()), privilege);
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
