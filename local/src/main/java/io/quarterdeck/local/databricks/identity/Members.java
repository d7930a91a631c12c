package io.quarterdeck.local.databricks.identity;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.ObjectIds;
import io.quarterdeck.local.databricks.api.StateFile;
import io.quarterdeck.local.databricks.identity.Member.Kind;
import io.quarterdeck.local.http.ApiError;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The users and service principals of the workspace. Stored on disk. Thread-safe. */
public final class Members {
  private final StateFile file;
  private final SortedMap<String, Member> members = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private Members(StateFile file) {
    this.file = file;
  }

  /** Opens the members of an earlier run. */
  public static Members open(StateFile file) throws IOException {
    Members members = new Members(file);
    for (JsonObject state : file.objects("members")) {
      Member member = Member.of(state);
      members.members.put(member.userName(), member);
    }
    return members;
  }

  synchronized Optional<Member> find(String userName) {
    return Optional.ofNullable(members.get(userName));
  }

  synchronized List<Member> all(Kind kind) {
    return members.values().stream().filter(member -> member.kind() == kind).toList();
  }

  /**
   * Returns the member with this id.
   *
   * @throws ApiError if there is none
   */
  synchronized Member existing(Kind kind, String id) {
    return all(kind).stream()
        .filter(member -> member.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> ApiError.of(404, "RESOURCE_DOES_NOT_EXIST", kind + " " + id + " not found"));
  }

  /**
   * Returns the member of any kind with this id.
   *
   * @throws ApiError if there is none
   */
  synchronized Member existing(String id) {
    return members.values().stream()
        .filter(member -> member.id().equals(id))
        .findFirst()
        .orElseThrow(
            () -> ApiError.of(404, "RESOURCE_DOES_NOT_EXIST", "Member " + id + " not found"));
  }

  /**
   * Adds a member. The messages of the conflict are those that Databricks' Terraform provider
   * recognizes ({@code scim/resource_service_principal.go}).
   *
   * @throws ApiError if it exists
   */
  synchronized Member add(
      Kind kind, String userName, String displayName, Set<String> entitlements, Set<String> groups)
      throws IOException {
    if (members.containsKey(userName)) {
      throw ApiError.of(
          409,
          "RESOURCE_CONFLICT",
          switch (kind) {
            case USER -> "User with username " + userName + " already exists.";
            case SERVICE_PRINCIPAL ->
                "Service principal with application ID " + userName + " already exists.";
          });
    }
    String id = Long.toString(ObjectIds.fresh(number -> isTaken(Long.toString(number))));
    return put(new Member(id, kind, userName, displayName, entitlements, groups));
  }

  synchronized Member change(Member member, UnaryOperator<Member> change) throws IOException {
    return put(change.apply(members.get(member.userName())));
  }

  synchronized void remove(Member member) throws IOException {
    members.remove(member.userName());
    save();
  }

  private boolean isTaken(String id) {
    return members.values().stream().anyMatch(member -> member.id().equals(id));
  }

  private Member put(Member member) throws IOException {
    members.put(member.userName(), member);
    save();
    return member;
  }

  private void save() throws IOException {
    JsonArray array = new JsonArray();
    members.values().forEach(member -> array.add(member.state()));
    JsonObject state = new JsonObject();
    state.add("members", array);
    file.write(state);
  }
}
