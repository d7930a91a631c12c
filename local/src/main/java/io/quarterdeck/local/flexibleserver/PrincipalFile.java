package io.quarterdeck.local.flexibleserver;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.entra.Directory;
import io.quarterdeck.local.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The file with the names and object ids of the tenant. In Azure, the server asks Microsoft Graph.
 * Here, the function {@code pgaadauth_create_principal} reads this file.
 *
 * @param directory the principals of the tenant
 * @param path the file, in the data folder of the server
 */
record PrincipalFile(Directory directory, Path path) {
  void write() throws IOException {
    JsonArray principals = new JsonArray();
    directory
        .people()
        .forEach(
            person ->
                principals.add(
                    principal(person.principal().name(), person.principal().objectId(), "user")));
    directory
        .groups()
        .forEach(group -> principals.add(principal(group.name(), group.objectId(), "group")));
    directory
        .applications()
        .forEach(
            application ->
                principals.add(
                    principal(
                        application.principal().name(),
                        application.principal().objectId(),
                        "service")));
    PrivateFiles.write(path, principals.toString());
  }

  private static JsonObject principal(String name, String objectId, String type) {
    JsonObject principal = new JsonObject();
    principal.addProperty("name", name);
    principal.addProperty("oid", objectId);
    principal.addProperty("type", type);
    return principal;
  }
}
