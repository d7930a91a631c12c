package io.quarterdeck.local.arm.types;

import com.pulumi.azurenative.ProviderArgs;
import io.quarterdeck.infra.arm.ArmType;
import io.quarterdeck.infra.arm.ArmTypes;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A resource type as the provider knows it: how it becomes a request, what goes in, what comes out.
 */
public record ResourceShape(ArmType type, Fields inputs, Fields outputs) {
  private static final String SDK = "com.pulumi.azurenative.";
  private static final Map<String, ResourceShape> KNOWN = new ConcurrentHashMap<>();

  /** The shape of a type of the table, such as {@code azure-native:network:Subnet}. */
  public static Optional<ResourceShape> find(String pulumiType) {
    return ArmTypes.find(pulumiType)
        .map(type -> KNOWN.computeIfAbsent(pulumiType, unread -> read(type)));
  }

  /** The provider's own settings. */
  public static Fields provider() {
    return ShapeReader.inputs(ProviderArgs.class);
  }

  private static ResourceShape read(ArmType type) {
    String resource = SDK + type.token().replace(':', '.');
    try {
      return new ResourceShape(
          type,
          ShapeReader.inputs(Class.forName(resource + "Args")),
          ShapeReader.outputs(Class.forName(resource)));
    } catch (ClassNotFoundException failure) {
      throw new LinkageError("The SDK has no " + resource + ", which ArmTypes names", failure);
    }
  }
}
