package io.quarterdeck.infra.models;

import com.azure.resourcemanager.datafactory.fluent.models.ManagedVirtualNetworkResourceInner;
import com.azure.resourcemanager.datafactory.implementation.DataFactoryManagementClientImpl;
import com.azure.resourcemanager.resources.fluent.models.DeploymentInner;
import com.azure.resourcemanager.resources.implementation.ResourceManagementClientImpl;
import io.quarterdeck.infra.arm.ArmRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The model of a deployment, and of the resources in its template. */
final class DeploymentModel implements RequestModel {
  private static final JavaModel DEPLOYMENT =
      new JavaModel(DeploymentInner.class, ResourceManagementClientImpl.class);

  /** The models of the resources by type. */
  private static final Map<String, JavaModel> RESOURCES =
      Map.of(
          "Microsoft.DataFactory/factories/managedVirtualNetworks",
          new JavaModel(
              ManagedVirtualNetworkResourceInner.class, DataFactoryManagementClientImpl.class));

  /** What identifies a resource in a template, and is not part of the body of its request. */
  private static final Set<String> ENVELOPE = Set.of("type", "apiVersion", "name", "dependsOn");

  @Override
  public String apiVersion() {
    return DEPLOYMENT.apiVersion();
  }

  @Override
  public List<String> findings(ArmRequest request) {
    List<String> findings = new ArrayList<>(DEPLOYMENT.findings(request));
    for (Map<?, ?> resource : resources(request)) {
      String type = String.valueOf(resource.get("type"));
      JavaModel model = RESOURCES.get(type);
      if (model == null) {
        findings.add("unknown type in the template: " + type);
      } else if (!model.apiVersion().equals(resource.get("apiVersion"))) {
        findings.add("unknown version of " + type + ": " + resource.get("apiVersion"));
      } else {
        Map<String, Object> body = new TreeMap<>();
        resource.forEach((key, value) -> body.put(key.toString(), value));
        body.keySet().removeAll(ENVELOPE);
        findings.addAll(model.findings(new ArmRequest(request.type(), request.id(), body)));
      }
    }
    return findings;
  }

  private static List<Map<?, ?>> resources(ArmRequest request) {
    List<Map<?, ?>> resources = new ArrayList<>();
    if (request.body().get("properties") instanceof Map<?, ?> properties
        && properties.get("template") instanceof Map<?, ?> template
        && template.get("resources") instanceof List<?> list) {
      list.forEach(each -> resources.add((Map<?, ?>) each));
    }
    return resources;
  }
}
