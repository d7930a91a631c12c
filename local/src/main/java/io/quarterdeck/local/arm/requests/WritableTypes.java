package io.quarterdeck.local.arm.requests;

import io.quarterdeck.infra.arm.ArmType;
import io.quarterdeck.infra.arm.ArmTypes;
import io.quarterdeck.local.arm.types.BodyShape;
import io.quarterdeck.local.arm.types.ResourceShape;
import io.quarterdeck.local.http.schema.Shape;
import io.quarterdeck.local.http.schema.ShapeFields;
import io.quarterdeck.local.http.schema.Shapes;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The types of resources that can be written: those of the Pulumi program, and those that only the
 * setup scripts create. Thread-safe.
 */
final class WritableTypes {
  /**
   * A type with its shape.
   *
   * @param resource the properties in the names of the SDK
   * @param body the properties in the names of Resource Manager
   */
  record WritableType(ResourceShape resource, BodyShape body) {
    private static WritableType of(ResourceShape resource) {
      return new WritableType(resource, BodyShape.of(resource));
    }

    ArmType type() {
      return resource.type();
    }
  }

  /** Resource Manager compares the names of types case-insensitively. */
  private static final Map<String, ArmType> BY_AZURE_TYPE =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  private static final Map<String, WritableType> READ = new ConcurrentHashMap<>();
  private static final ResourceShape ROLE_DEFINITION = roleDefinition();

  static {
    ArmTypes.all().forEach(type -> BY_AZURE_TYPE.put(type.azureType(), type));
    BY_AZURE_TYPE.put(ROLE_DEFINITION.type().azureType(), ROLE_DEFINITION.type());
  }

  private WritableTypes() {}

  /** Returns the type with this name, for example {@code Microsoft.Storage/storageAccounts}. */
  static Optional<WritableType> find(String azureType) {
    return Optional.ofNullable(BY_AZURE_TYPE.get(azureType))
        .map(type -> READ.computeIfAbsent(type.azureType(), unread -> read(type)));
  }

  private static WritableType read(ArmType type) {
    return WritableType.of(
        type.equals(ROLE_DEFINITION.type())
            ? ROLE_DEFINITION
            : ResourceShape.find(type.pulumiType()).orElseThrow());
  }

  /**
   * A custom role, which the SDK of the program does not contain. Source: RoleDefinitionProperties
   * and Permission of Microsoft.Authorization 2022-04-01 in Azure/azure-rest-api-specs.
   */
  private static ResourceShape roleDefinition() {
    Shape texts = new Shape.Many(Shapes.text(), Integer.MAX_VALUE);
    ShapeFields permission =
        ShapeFields.object()
            .may("actions", texts)
            .may("notActions", texts)
            .may("dataActions", texts)
            .may("notDataActions", texts);
    ShapeFields inputs =
        ShapeFields.object()
            .may("roleName", Shapes.text())
            .may("description", Shapes.text())
            .may("type", Shapes.text())
            .may("permissions", new Shape.Many(new Shape.Nested(permission), Integer.MAX_VALUE))
            .may("assignableScopes", texts);
    ShapeFields outputs =
        inputs
            .may("createdOn", Shapes.text())
            .may("updatedOn", Shapes.text())
            .may("createdBy", Shapes.text())
            .may("updatedBy", Shapes.text());
    return new ResourceShape(
        new ArmType(
            "authorization:RoleDefinition",
            "2022-04-01",
            "{scope}/providers/Microsoft.Authorization/roleDefinitions/{roleDefinitionId}",
            Set.of(),
            Map.of(),
            Map.of(),
            Set.of()),
        inputs,
        outputs);
  }
}
