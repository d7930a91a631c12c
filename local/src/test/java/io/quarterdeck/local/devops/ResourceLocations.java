package io.quarterdeck.local.devops;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.quarterdeck.local.http.Answer;
import java.util.List;

/**
 * What the DevOps extension asks before its first request: the hosts of the areas, and the paths of
 * the resources. The ids are those in the clients of the extension, in {@code devops_sdk}; the
 * paths are those of the REST reference of Azure DevOps.
 */
final class ResourceLocations {
  private static final String MAIN = "https://dev.azure.com/";
  private static final String IDENTITIES = "https://vssps.dev.azure.com/";

  private record Location(String id, String area, String resource, String template) {}

  private record Area(String id, String name, String host) {}

  private static final List<Area> AREAS =
      List.of(
          new Area("79134c72-4a58-4b42-976c-04e7115f32bf", "core", MAIN),
          new Area("a85b8835-c1a1-4aac-ae97-1c3d0ba72dbd", "distributedtask", MAIN),
          new Area("1814ab31-2f4f-4a9f-8761-f4d77dc5a5d7", "serviceendpoint", MAIN),
          new Area("4e080c62-fa21-4fbc-8fef-2a10a2b38049", "git", MAIN),
          new Area("965220d5-5bb9-42cf-8d67-9b146df2a5a4", "build", MAIN),
          new Area("fb13a388-40dd-4a04-b530-013a739c72ef", "policy", MAIN),
          new Area("8a3d49b8-91f0-46ef-b33d-dda338c25db3", "IMS", IDENTITIES));

  private static final List<Location> ALL =
      List.of(
          of(
              "e81700f7-3be2-46de-8624-2eb35882fcaa",
              "Location",
              "ResourceAreas",
              "_apis/{resource}/{areaId}"),
          of(
              "603fe2ac-9723-48b9-88ad-09305aa6c6e1",
              "core",
              "projects",
              "_apis/{resource}/{*projectId}"),
          of(
              "d30a3dd1-f8ba-442a-b86a-bd0c0c383e59",
              "core",
              "teams",
              "_apis/projects/{projectId}/{resource}/{*teamId}"),
          of(
              "e85f1c62-adfc-4b74-b618-11a150fb195e",
              "serviceendpoint",
              "endpoints",
              "{project}/_apis/{area}/{resource}/{endpointId}"),
          of(
              "a8c47e17-4d56-4a56-92bb-de7ea7dc65be",
              "distributedtask",
              "pools",
              "_apis/{area}/{resource}/{poolId}"),
          of(
              "f5b09dd5-9d54-45a1-8b5a-1c8287d634cc",
              "distributedtask",
              "variablegroups",
              "{project}/_apis/{area}/{resource}/{groupId}"),
          of(
              "900fa995-c559-4923-aae7-f8424fe4fbea",
              "distributedtask",
              "queues",
              "{project}/_apis/{area}/{resource}/{queueId}"),
          of(
              "dbeaf647-6167-421a-bda9-c9327b25e2e6",
              "build",
              "definitions",
              "{project}/_apis/{area}/{resource}/{definitionId}"),
          of(
              "225f7195-f9c7-4d14-ab28-a83f7ff77e1f",
              "git",
              "repositories",
              "{project}/_apis/{area}/{resource}/{repositoryId}"),
          of(
              "dad91cbe-d183-45f8-9c6e-9c1164472121",
              "policy",
              "configurations",
              "{project}/_apis/{area}/{resource}/{configurationId}"),
          of(
              "ce7b9f95-fde9-4be8-a86d-83b366f0b87a",
              "Security",
              "SecurityNamespaces",
              "_apis/{resource}/{securityNamespaceId}"),
          of(
              "18a2ad18-7571-46ae-bec7-0c7da1495885",
              "Security",
              "AccessControlLists",
              "_apis/{resource}/{securityNamespaceId}"),
          of(
              "ac08c8ff-4323-4b08-af90-bcd018d380ce",
              "Security",
              "AccessControlEntries",
              "_apis/{resource}/{securityNamespaceId}"),
          of(
              "28010c54-d0c0-4c89-a5b0-1c9e188b9fb7",
              "IMS",
              "Identities",
              "_apis/{resource}/{identityId}"));

  private ResourceLocations() {}

  private static Location of(String id, String area, String resource, String template) {
    return new Location(id, area, resource, template);
  }

  static Answer areas(String organization) {
    JsonArray areas = new JsonArray();
    for (Area area : AREAS) {
      JsonObject each = new JsonObject();
      each.addProperty("id", area.id());
      each.addProperty("name", area.name());
      each.addProperty("locationUrl", area.host() + organization + "/");
      areas.add(each);
    }
    return collection(areas);
  }

  static Answer paths() {
    JsonArray locations = new JsonArray();
    for (Location location : ALL) {
      JsonObject each = new JsonObject();
      each.addProperty("id", location.id());
      each.addProperty("area", location.area());
      each.addProperty("resourceName", location.resource());
      each.addProperty("routeTemplate", location.template());
      each.addProperty("resourceVersion", 4);
      each.addProperty("minVersion", "1.0");
      each.addProperty("maxVersion", "7.2");
      each.addProperty("releasedVersion", "7.1");
      locations.add(each);
    }
    return collection(locations);
  }

  /** Azure DevOps returns lists as an object with their number of items. */
  static Answer collection(JsonArray items) {
    JsonObject list = new JsonObject();
    list.addProperty("count", items.size());
    list.add("value", items);
    return Answer.json(list);
  }
}
