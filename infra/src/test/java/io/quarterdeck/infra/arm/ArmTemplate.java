package io.quarterdeck.infra.arm;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import io.quarterdeck.infra.graph.Graph;
import io.quarterdeck.infra.graph.Node;
import io.quarterdeck.infra.graph.Recorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Converts a graph to an ARM template, for scanners that support templates but not Pulumi. */
public final class ArmTemplate {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

  private ArmTemplate() {}

  /** Returns the template as JSON. */
  public static String of(Graph graph) {
    List<Object> resources = new ArrayList<>();
    for (Node node : graph.resources()) {
      resources.add(resource(ArmRequest.of(node.type(), node.inputs(), Recorder.SUBSCRIPTION)));
    }
    Map<String, Object> template = new TreeMap<>();
    template.put(
        "$schema",
        "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#");
    template.put("contentVersion", "1.0.0.0");
    template.put("resources", resources);
    return GSON.toJson(template);
  }

  private static Map<String, Object> resource(ArmRequest request) {
    Map<String, Object> resource = new TreeMap<>(request.body());
    resource.put("type", request.type().azureType());
    resource.put("apiVersion", request.type().apiVersion());
    resource.put("name", name(request.id()));
    return resource;
  }

  /** Returns the names in the resource's path: {@code account/default/landing}. */
  private static String name(String id) {
    String tail = id.substring(id.lastIndexOf("/providers/") + 1);
    List<String> parts = List.of(tail.split("/", -1));
    List<String> names = new ArrayList<>();
    for (int i = 3; i < parts.size(); i += 2) {
      names.add(parts.get(i));
    }
    return names.isEmpty() ? parts.get(parts.size() - 1) : String.join("/", names);
  }
}
