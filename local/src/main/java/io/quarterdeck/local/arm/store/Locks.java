package io.quarterdeck.local.arm.store;

import com.google.gson.JsonObject;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.http.ApiError;
import java.util.List;
import java.util.Set;

/**
 * Management locks: {@code CanNotDelete} prevents deletes, {@code ReadOnly} also prevents writes.
 */
final class Locks {
  private static final String TYPE = "Microsoft.Authorization/locks";

  private Locks() {}

  static void checkWrite(ArmResources resources, String id) {
    check(resources, id, "write", Set.of("ReadOnly"));
  }

  static void checkDelete(ArmResources resources, String id) {
    check(resources, id, "delete", Set.of("ReadOnly", "CanNotDelete"));
  }

  private static void check(
      ArmResources resources, String id, String operation, Set<String> levels) {
    List<String> locked =
        resources.list().stream()
            .filter(lock -> lock.type().equals(TYPE) && levels.contains(level(lock)))
            // A lock does not prevent its own deletion.
            .filter(lock -> !ResourceIds.key(lock.id()).equals(ResourceIds.key(id)))
            .map(lock -> ResourceIds.scope(lock.id()))
            .filter(scope -> holds(scope, id, operation))
            .distinct()
            .toList();
    if (!locked.isEmpty()) {
      throw ApiError.of(
          409,
          "ScopeLocked",
          "The scope '%s' cannot perform %s operation because following scope(s) are locked: '%s'. Please remove the lock and try again."
              .formatted(id, operation, String.join(",", locked)));
    }
  }

  /**
   * A lock protects its scope and everything within the scope. It also prevents the deletion of a
   * container of its scope.
   */
  private static boolean holds(String scope, String id, String operation) {
    boolean on = ResourceIds.key(scope).equals(ResourceIds.key(id));
    boolean contains = operation.equals("delete") && ResourceIds.within(scope, id);
    return on || (ResourceIds.within(id, scope) && !isLock(id)) || contains;
  }

  private static boolean isLock(String id) {
    return id.contains("/providers/Microsoft.Authorization/locks/");
  }

  private static String level(ArmResource lock) {
    JsonObject properties = lock.body().getAsJsonObject("properties");
    return properties == null ? "" : properties.get("level").getAsString();
  }
}
