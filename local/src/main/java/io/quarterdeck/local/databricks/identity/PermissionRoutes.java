package io.quarterdeck.local.databricks.identity;

import com.google.gson.JsonObject;
import io.quarterdeck.local.databricks.api.ApiCall;
import io.quarterdeck.local.databricks.api.ApiRoutes;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.schema.ShapeFields;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The permissions API for one kind of objects: reads the permissions, and adds some. The owner of
 * an object cannot be changed here.
 *
 * @param kind the kind in the path, such as {@code jobs}
 * @param type the type in a response, such as {@code job}
 * @param levels the permission levels that can be given
 * @param rights the members
 * @param objects finds the object of a request
 */
public record PermissionRoutes(
    String kind, String type, List<String> levels, WorkspaceRights rights, Lookup objects) {
  /** Finds objects. */
  @FunctionalInterface
  public interface Lookup {
    /**
     * Returns the object whose id is the rest of the path, after checking that the caller may
     * manage it.
     *
     * @throws io.quarterdeck.local.http.ApiError if there is no such object, or the caller may not
     *     manage it
     */
    Permitted managed(ApiCall call) throws IOException;
  }

  /** An object with permissions. */
  public interface Permitted {
    /** Returns the id as the response shows it. */
    String id();

    /** Returns the owner; empty if objects of this kind have none. */
    Optional<String> owner();

    /** Returns the levels by principal, without that of the owner. */
    Map<String, String> permissions();

    /** Adds levels by principal. */
    void permit(Map<String, String> added) throws IOException;
  }

  public PermissionRoutes {
    levels = List.copyOf(levels);
  }

  /** Adds the routes. */
  public void add(ApiRoutes routes) {
    String path = "/api/2.0/permissions/" + kind + "/";
    ShapeFields shape = AccessEntries.shape(levels.toArray(String[]::new));
    routes.under("GET", path, this::get).under("PATCH", path, call -> update(call, shape));
  }

  private Answer get(ApiCall call) throws IOException {
    call.query();
    return answer(objects.managed(call));
  }

  private Answer update(ApiCall call, ShapeFields shape) throws IOException {
    call.query();
    JsonObject request = call.json(shape);
    Permitted object = objects.managed(call);
    object.permit(new AccessEntries(rights).requested(request));
    return answer(object);
  }

  private Answer answer(Permitted object) {
    return Answer.json(
        new AccessEntries(rights)
            .answer("/" + kind + "/" + object.id(), type, object.owner(), object.permissions()));
  }
}
