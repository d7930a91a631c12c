package io.quarterdeck.local.arm.types;

import com.pulumi.azurenative.ProviderArgs;
import io.quarterdeck.infra.arm.ArmType;
import io.quarterdeck.infra.arm.ArmTypes;
import io.quarterdeck.local.http.schema.ShapeFields;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A resource type of the provider: how it becomes a request, its inputs and its outputs. */
public record ResourceShape(ArmType type, ShapeFields inputs, ShapeFields outputs) {
  private static final String SDK = "com.pulumi.azurenative.";
  private static final Map<String, ResourceShape> KNOWN = new ConcurrentHashMap<>();

  /** Returns the shape of a type in the table, for example {@code azure-native:network:Subnet}. */
  public static Optional<ResourceShape> find(String pulumiType) {
    return ArmTypes.find(pulumiType)
        .map(type -> KNOWN.computeIfAbsent(pulumiType, unread -> read(type)));
  }

  /** Returns the settings of the provider. */
  public static ShapeFields provider() {
    return ShapeReader.inputs(ProviderArgs.class);
  }

  private static ResourceShape read(ArmType type) {
    String resource = SDK + javaName(type);
    try {
      return new ResourceShape(
          type,
          ShapeReader.inputs(Class.forName(resource + "Args")),
          ShapeReader.outputs(Class.forName(resource)));
    } catch (ClassNotFoundException failure) {
      throw new LinkageError(
          "The SDK has no class " + resource + ", which ArmTypes lists", failure);
    }
  }

  /** The Java package of a requested API version is in the package of its module. */
  private static String javaName(ArmType type) {
    String provider = type.pulumiType().substring(0, type.pulumiType().indexOf(':'));
    String version = provider.contains("_") ? provider.replaceFirst(".*_", ".") : "";
    return type.token().replace(":", version + ".");
  }
}
