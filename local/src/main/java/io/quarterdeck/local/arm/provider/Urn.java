package io.quarterdeck.local.arm.provider;

import io.grpc.Status;
import io.quarterdeck.local.arm.types.ResourceShape;

/** The engine's name of a resource, {@code urn:pulumi:STACK::PROJECT::TYPES::NAME}. */
final class Urn {
  private Urn() {}

  /** Returns the type of the resource, the last one in the chain. */
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

  /**
   * Returns the shape of the resource's type. An unknown type is refused with Resource Manager's
   * error.
   */
  static ResourceShape shape(String urn) {
    String type = type(urn);
    return ResourceShape.find(type)
        .orElseThrow(
            () ->
                Status.INVALID_ARGUMENT
                    .withDescription(
                        "Status=400 (Bad Request) Code=\"InvalidResourceType\" Message=\"The resource type '%s' could not be found in the namespace '%s' for the local stack's API versions. The local stack supports only the types in ArmTypes.\""
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
