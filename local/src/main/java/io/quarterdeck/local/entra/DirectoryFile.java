package io.quarterdeck.local.entra;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.quarterdeck.local.files.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The file with the people, groups, applications and service connections of the tenant. It is
 * created with the named principals of the local stack, and read at each use, so that changes apply
 * immediately.
 *
 * @param path the file, in a private folder
 */
record DirectoryFile(Path path) {
  private static final int SECRET_BYTES = 24;
  private static final String ID = "00000000-0000-4000-8000-0000000000";

  /** The people, with their object ids. */
  private static final SortedMap<String, String> PEOPLE =
      new TreeMap<>(
          Map.of(
              LocalTenant.OWNER,
              LocalTenant.OWNER_ID,
              "operator",
              ID + "11",
              "stranger",
              ID + "12"));

  /** The applications, with the first digit of their ids. */
  private static final SortedMap<String, String> APPLICATIONS =
      new TreeMap<>(Map.of("preview", "2", "deploy", "3", "data", "4"));

  /** Returns the content. */
  synchronized JsonObject read() throws IOException {
    if (!Files.exists(path)) {
      PrivateFiles.createFolder(path.getParent());
      PrivateFiles.write(path, fresh().toString());
    }
    try {
      return JsonParser.parseString(Files.readString(path)).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new IOException(path + " does not contain a JSON object: " + e.getMessage(), e);
    }
  }

  private static JsonObject fresh() {
    JsonObject directory = new JsonObject();
    JsonArray people = new JsonArray();
    PEOPLE.forEach((name, id) -> people.add(person(name, id)));
    directory.add("people", people);
    JsonObject operators = new JsonObject();
    operators.addProperty("name", "operators");
    operators.addProperty("objectId", LocalTenant.OPERATORS_ID);
    operators.add("members", texts(List.of(LocalTenant.OWNER_ID, PEOPLE.get("operator"))));
    JsonArray groups = new JsonArray();
    groups.add(operators);
    directory.add("groups", groups);
    JsonArray applications = new JsonArray();
    JsonArray connections = new JsonArray();
    APPLICATIONS.forEach(
        (name, digit) -> {
          applications.add(application(name, digit));
          connections.add(connection(name, digit));
        });
    directory.add("applications", applications);
    directory.add("serviceConnections", connections);
    directory.addProperty("machineKey", secret());
    directory.addProperty("pipelinesToken", secret());
    return directory;
  }

  private static JsonObject person(String name, String id) {
    JsonObject person = new JsonObject();
    person.addProperty("name", name);
    person.addProperty("objectId", id);
    person.addProperty("userPrincipalName", name + "@" + LocalTenant.DOMAIN);
    person.addProperty("password", secret());
    person.addProperty("shellKey", secret());
    return person;
  }

  private static JsonObject application(String name, String digit) {
    JsonObject credential = new JsonObject();
    credential.addProperty("issuer", LocalTenant.PIPELINES_ISSUER);
    credential.addProperty("subject", ServiceConnection.subject("quarterdeck-" + name));
    credential.add("audiences", texts(List.of(LocalTenant.EXCHANGE_AUDIENCE)));
    JsonArray credentials = new JsonArray();
    credentials.add(credential);
    JsonObject application = new JsonObject();
    application.addProperty("name", name);
    application.addProperty("objectId", ID + digit + "0");
    application.addProperty("clientId", ID + digit + "1");
    application.add("federatedCredentials", credentials);
    return application;
  }

  private static JsonObject connection(String name, String digit) {
    JsonObject connection = new JsonObject();
    connection.addProperty("name", "quarterdeck-" + name);
    connection.addProperty("id", ID + digit + "2");
    return connection;
  }

  private static JsonArray texts(List<String> values) {
    JsonArray array = new JsonArray();
    values.forEach(array::add);
    return array;
  }

  private static String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Returns the objects in the list with this name; none if there is no list. */
  static List<JsonObject> objects(JsonObject object, String list) {
    return object.has(list)
        ? object.getAsJsonArray(list).asList().stream().map(JsonElement::getAsJsonObject).toList()
        : List.of();
  }
}
