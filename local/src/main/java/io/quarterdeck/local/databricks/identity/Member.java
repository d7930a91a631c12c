package io.quarterdeck.local.databricks.identity;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A user or a service principal of the workspace. Each one is in the group {@code users}.
 *
 * @param id a number
 * @param kind whether it is a person or a program
 * @param userName the e-mail address of a user, or the application id of a service principal
 * @param displayName the name for people
 * @param entitlements the entitlements that it has directly
 * @param groups the groups of the workspace that it was added to
 */
record Member(
    String id,
    Kind kind,
    String userName,
    String displayName,
    Set<String> entitlements,
    Set<String> groups) {
  /** The group of administrators. */
  static final String ADMINS = "admins";

  /** The kinds of members, with the last part of the path in SCIM. */
  enum Kind {
    USER("Users", "User"),
    SERVICE_PRINCIPAL("ServicePrincipals", "ServicePrincipal");

    private final String path;
    private final String schema;

    Kind(String path, String schema) {
      this.path = path;
      this.schema = schema;
    }

    String path() {
      return path;
    }
  }

  Member {
    entitlements = Set.copyOf(entitlements);
    groups = Set.copyOf(groups);
  }

  Member entitled(Set<String> more) {
    return new Member(id, kind, userName, displayName, union(entitlements, more), groups);
  }

  Member in(String group) {
    return new Member(id, kind, userName, displayName, entitlements, union(groups, Set.of(group)));
  }

  private static SortedSet<String> union(Set<String> some, Set<String> more) {
    SortedSet<String> all = new TreeSet<>(some);
    all.addAll(more);
    return all;
  }

  /** Returns the member as SCIM shows it. */
  JsonObject json() {
    JsonObject json = new JsonObject();
    JsonArray schemas = new JsonArray();
    schemas.add("urn:ietf:params:scim:schemas:core:2.0:" + kind.schema);
    json.add("schemas", schemas);
    json.addProperty("id", id);
    switch (kind) {
      case USER -> {
        json.addProperty("userName", userName);
        json.add("emails", emails());
      }
      case SERVICE_PRINCIPAL -> json.addProperty("applicationId", userName);
    }
    json.addProperty("displayName", displayName);
    json.addProperty("active", true);
    json.add("entitlements", values(entitlements));
    json.add("groups", groupList());
    return json;
  }

  private JsonArray emails() {
    JsonObject email = new JsonObject();
    email.addProperty("type", "work");
    email.addProperty("value", userName);
    email.addProperty("primary", true);
    JsonArray emails = new JsonArray();
    emails.add(email);
    return emails;
  }

  private JsonArray groupList() {
    JsonArray array = new JsonArray();
    for (String group : new TreeSet<>(groups)) {
      JsonObject one = new JsonObject();
      one.addProperty("display", group);
      one.addProperty("type", "direct");
      one.addProperty("value", groupId(group));
      array.add(one);
    }
    return array;
  }

  static String groupId(String group) {
    return Long.toString(
        UUID.nameUUIDFromBytes(group.getBytes(StandardCharsets.UTF_8)).getLeastSignificantBits()
            & Long.MAX_VALUE);
  }

  static JsonArray values(Set<String> texts) {
    JsonArray array = new JsonArray();
    for (String text : new TreeSet<>(texts)) {
      JsonObject value = new JsonObject();
      value.addProperty("value", text);
      array.add(value);
    }
    return array;
  }

  /** Returns the texts in a list of {@code {"value": …}}. */
  static SortedSet<String> texts(JsonArray values) {
    SortedSet<String> texts = new TreeSet<>();
    for (JsonElement value : values) {
      texts.add(value.getAsJsonObject().get("value").getAsString());
    }
    return texts;
  }

  JsonObject state() {
    JsonObject state = new JsonObject();
    state.addProperty("id", id);
    state.addProperty("kind", kind.name());
    state.addProperty("userName", userName);
    state.addProperty("displayName", displayName);
    state.add("entitlements", values(entitlements));
    state.add("groups", values(groups));
    return state;
  }

  static Member of(JsonObject state) {
    return new Member(
        state.get("id").getAsString(),
        Kind.valueOf(state.get("kind").getAsString()),
        state.get("userName").getAsString(),
        state.get("displayName").getAsString(),
        texts(state.getAsJsonArray("entitlements")),
        texts(state.getAsJsonArray("groups")));
  }
}
