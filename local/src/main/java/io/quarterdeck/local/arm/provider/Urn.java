package io.quarterdeck.local.arm.provider;

import io.grpc.Status;
import io.quarterdeck.local.arm.types.ResourceShape;

/**
 * The name by which the engine knows a resource, {@code urn:pulumi:STACK::PROJECT::TYPES::NAME}.
 */
final class Urn {
  private Urn() {}

  /** The resource's own type, the last of the chain. */
  static String type(String urn) {
    String types = parts(urn)[2];
    return types.substring(types.lastIndexOf('$') + 1);
  }

  /** The name of the resource's stack. */
  static String stack(String urn) {
    String first = parts(urn)[0];
    return first.substring(first.lastIndexOf(':') + 1);
  }

  private static String[] parts(String urn) {
    String[] parts = urn.split("::", -1);
    if (parts.length < 4) {
      throw Status.INVALID_ARGUMENT
          .withDescription("Cannot read the URN %s; expected four parts.".formatted(urn))
          .asRuntimeException();
    }
    return parts;
  }

  /** The shape of the resource's type; an unknown one is refused as Resource Manager refuses it. */
  static ResourceShape shape(String urn) {
    String type = type(urn);
    return ResourceShape.find(type)
        .orElseThrow(
            () ->
                Status.INVALID_ARGUMENT
                    .withDescription(
                        "Status=400 (Bad Request) Code=\"InvalidResourceType\" Message=\"The resource type '%s' could not be found in the namespace '%s' for the local stack's API versions. Azure may know it: the local stack answers for the types in ArmTypes only.\""
                            .formatted(name(type), namespace(type)))
                    .asRuntimeException());
  }

  private static String name(String type) {
    return type.substring(type.lastIndexOf(':') + 1);
  }

  private static String namespace(String type) {
    String[] parts = type.split(":", -1);
    return parts.length == 3 ? parts[1] : type;
  }
}
