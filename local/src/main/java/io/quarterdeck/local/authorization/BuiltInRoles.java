package io.quarterdeck.local.authorization;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The built-in roles of Azure that the Pulumi program, the setup scripts and the documentation use,
 * and related ones. The file {@code built-in-roles.json} contains their permissions as of July
 * 2026, and the page of "Azure built-in roles" on Microsoft Learn that lists each of them.
 */
public final class BuiltInRoles {
  /** The role with all permissions of the control plane. */
  public static final String OWNER = "8e3af657-a8ff-443c-a75c-2fe8c4bcb635";

  private static final Map<String, RoleDefinition> BY_ID = read();

  private BuiltInRoles() {}

  /**
   * An entry of the file.
   *
   * @param page the page of "Azure built-in roles" that lists the role
   */
  private record Entry(
      String id,
      String name,
      String description,
      String page,
      List<String> actions,
      List<String> notActions,
      List<String> dataActions,
      List<String> notDataActions) {
    RoleDefinition role() {
      return new RoleDefinition(
          id,
          name,
          description,
          RoleDefinition.Kind.BUILT_IN,
          List.of("/"),
          List.of(
              new RolePermissions(
                  orNone(actions),
                  orNone(notActions),
                  orNone(dataActions),
                  orNone(notDataActions))));
    }

    private static List<String> orNone(List<String> actions) {
      return actions == null ? List.of() : actions;
    }
  }

  /** Returns the roles by their ids, in lower case. */
  public static Map<String, RoleDefinition> byId() {
    return BY_ID;
  }

  private static Map<String, RoleDefinition> read() {
    try (Reader reader =
        new InputStreamReader(
            BuiltInRoles.class.getResourceAsStream("built-in-roles.json"),
            StandardCharsets.UTF_8)) {
      List<Entry> entries = new Gson().fromJson(reader, new TypeToken<List<Entry>>() {}.getType());
      return entries.stream()
          .map(Entry::role)
          .collect(Collectors.toUnmodifiableMap(RoleDefinition::id, Function.identity()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
