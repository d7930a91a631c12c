package io.quarterdeck.local.databricks.files;

import static io.quarterdeck.local.http.schema.ShapeFields.object;
import static io.quarterdeck.local.http.schema.Shapes.flag;
import static io.quarterdeck.local.http.schema.Shapes.text;
import static io.quarterdeck.local.http.schema.Shapes.word;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.databricks.api.DatabricksErrors;
import io.quarterdeck.local.databricks.api.Query;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.schema.ShapeFields;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Base64;

/** The Workspace API for files and folders. Notebooks are not supported. */
public final class WorkspaceRoutes {
  private static final String PATH = "/api/2.0/workspace/";

  /** The path to which clients send large files, without the limit of 10 MiB and without Base64. */
  private static final String IMPORT_FILE = "/api/2.0/workspace-files/import-file/";

  private static final int LARGEST_IMPORT = 10 << 20;

  private static final ShapeFields IMPORT =
      object()
          .needs("path", text())
          .needs("content", text())
          .needs("format", word("AUTO", "RAW"))
          .may("overwrite", flag());

  private static final ShapeFields DELETE = object().needs("path", text()).may("recursive", flag());

  private static final ShapeFields MKDIRS = object().needs("path", text());

  private final WorkspaceTree files;
  private final FolderAcl acl;

  public WorkspaceRoutes(WorkspaceTree files, FolderAcl acl) {
    this.files = files;
    this.acl = acl;
  }

  /** Adds the routes. */
  public void add(ApiRoutes routes) {
    routes
        .at("POST", PATH + "import", this::importContent)
        .at("GET", PATH + "export", this::export)
        .at("GET", PATH + "get-status", this::status)
        .at("GET", PATH + "list", this::list)
        .at("POST", PATH + "delete", this::delete)
        .at("POST", PATH + "mkdirs", this::mkdirs)
        .under("POST", IMPORT_FILE, this::importFile);
  }

  private Answer importContent(ApiCall call) throws IOException {
    call.query();
    JsonObject request = call.json(IMPORT);
    String path = request.get("path").getAsString();
    // Terraform's databricks_workspace_file imports files with the format RAW.
    if (!request.get("format").getAsString().equals("RAW")
        && path.matches(".*\\.(py|ipynb|sql|scala|r|R|dbc|html)")) {
      throw DatabricksErrors.invalid(
          "Cannot import " + path + ": the file may be a notebook; expected a plain file.");
    }
    byte[] bytes = decoded(request.get("content").getAsString());
    if (bytes.length > LARGEST_IMPORT) {
      throw DatabricksErrors.bad(
          "MAX_NOTEBOOK_SIZE_EXCEEDED",
          "File size imported is (%d bytes), exceeded max size (%d bytes)"
              .formatted(bytes.length, LARGEST_IMPORT));
    }
    boolean overwrite = request.has("overwrite") && request.get("overwrite").getAsBoolean();
    acl.requireWrite(call.caller().userName(), path);
    files.write(path, overwrite, bytes);
    return Answer.done();
  }

  private static byte[] decoded(String content) {
    try {
      return Base64.getDecoder().decode(content);
    } catch (IllegalArgumentException e) {
      throw DatabricksErrors.invalid(
          "Cannot accept content: " + e.getMessage() + "; expected Base64.");
    }
  }

  private Answer importFile(ApiCall call) throws IOException {
    acl.requireWrite(call.caller().userName(), "/" + call.rest());
    files.write("/" + call.rest(), call.query("overwrite").flag("overwrite"), call);
    return Answer.done();
  }

  private Answer export(ApiCall call) throws IOException {
    Query query = call.query("path", "format", "direct_download");
    String format = query.text("format").orElse("AUTO");
    if (!format.equals("AUTO") && !format.equals("RAW")) {
      throw DatabricksErrors.invalid(
          "Cannot read the query: found format '" + format + "'; expected AUTO or RAW.");
    }
    acl.requireRead(call.caller().userName(), query.required("path"));
    Path file = files.file(query.required("path"));
    if (query.flag("direct_download")) {
      return Answer.file(file);
    }
    if (Files.size(file) > LARGEST_IMPORT) {
      throw DatabricksErrors.bad(
          "MAX_NOTEBOOK_SIZE_EXCEEDED", "Content size exceeds the limit of 10 MB");
    }
    JsonObject answer = new JsonObject();
    answer.addProperty("content", Base64.getEncoder().encodeToString(Files.readAllBytes(file)));
    String name = file.getFileName().toString();
    answer.addProperty("file_type", name.substring(name.lastIndexOf('.') + 1));
    return Answer.json(answer);
  }

  private Answer status(ApiCall call) throws IOException {
    return Answer.json(json(files.existing(call.query("path").required("path"))));
  }

  private Answer list(ApiCall call) throws IOException {
    JsonArray objects = new JsonArray();
    for (Path child : files.list(call.query("path").required("path"))) {
      objects.add(json(child));
    }
    JsonObject answer = new JsonObject();
    if (!objects.isEmpty()) {
      answer.add("objects", objects);
    }
    return Answer.json(answer);
  }

  private Answer delete(ApiCall call) throws IOException {
    call.query();
    JsonObject request = call.json(DELETE);
    String path = request.get("path").getAsString();
    acl.requireWrite(call.caller().userName(), path);
    files.delete(path, request.has("recursive") && request.get("recursive").getAsBoolean());
    acl.deleted(path);
    return Answer.done();
  }

  private Answer mkdirs(ApiCall call) throws IOException {
    call.query();
    String path = call.json(MKDIRS).get("path").getAsString();
    acl.requireWrite(call.caller().userName(), path);
    files.create(path);
    return Answer.done();
  }

  private JsonObject json(Path place) throws IOException {
    BasicFileAttributes attributes = Files.readAttributes(place, BasicFileAttributes.class);
    String path = files.shown(place);
    JsonObject json = new JsonObject();
    json.addProperty("path", path);
    json.addProperty("object_type", attributes.isDirectory() ? "DIRECTORY" : "FILE");
    long id = files.id(place);
    json.addProperty("object_id", id);
    json.addProperty("resource_id", String.valueOf(id));
    if (!attributes.isDirectory()) {
      json.addProperty("size", attributes.size());
      json.addProperty("created_at", attributes.creationTime().toMillis());
      json.addProperty("modified_at", attributes.lastModifiedTime().toMillis());
    }
    return json;
  }
}
