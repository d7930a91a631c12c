package io.quarterdeck.local.engine;

import com.google.protobuf.Struct;

/**
 * An existing resource that the program registered.
 *
 * @param urn the URN
 * @param type for example {@code azure-native:storage:StorageAccount}, or the type of a component
 * @param id the id that the provider assigned; empty for a component
 * @param isProtected whether the resource must not be deleted or replaced
 * @param inputs the inputs that the provider checked
 * @param outputs the outputs of the provider
 */
record RegisteredResource(
    String urn, String type, String id, boolean isProtected, Struct inputs, Struct outputs) {
  /** The prefix of the types of providers. The name of a package follows. */
  static final String PROVIDERS = "pulumi:providers:";

  static RegisteredResource component(String urn, String type) {
    return new RegisteredResource(
        urn, type, "", false, Struct.getDefaultInstance(), Struct.getDefaultInstance());
  }

  boolean isComponent() {
    return id.isEmpty();
  }

  boolean isProvider() {
    return type.startsWith(PROVIDERS);
  }

  /** Returns this resource under the name that the program gives it now. */
  RegisteredResource renamed(String newUrn, String newType) {
    return new RegisteredResource(newUrn, newType, id, isProtected, inputs, outputs);
  }

  RegisteredResource withOutputs(Struct given) {
    return new RegisteredResource(urn, type, id, isProtected, inputs, given);
  }

  /** Returns the name of the resource, the last part of its URN. */
  String name() {
    return urn.substring(urn.lastIndexOf("::") + 2);
  }
}
