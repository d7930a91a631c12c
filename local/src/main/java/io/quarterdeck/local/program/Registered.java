package io.quarterdeck.local.program;

import com.google.protobuf.Struct;

/**
 * A resource that the program registered and that stands.
 *
 * @param urn its name in the program
 * @param type {@code azure-native:storage:StorageAccount}, or a component's
 * @param id the provider's id; empty for a component
 * @param isProtected whether it may be deleted or replaced only after the program says otherwise
 * @param inputs what the provider checked and took
 * @param outputs what the provider answered
 */
record Registered(
    String urn, String type, String id, boolean isProtected, Struct inputs, Struct outputs) {
  static Registered component(String urn, String type) {
    return new Registered(
        urn, type, "", false, Struct.getDefaultInstance(), Struct.getDefaultInstance());
  }

  boolean isComponent() {
    return id.isEmpty();
  }

  Registered withOutputs(Struct given) {
    return new Registered(urn, type, id, isProtected, inputs, given);
  }

  /** Its own name, the last part of its URN. */
  String name() {
    return urn.substring(urn.lastIndexOf("::") + 2);
  }
}
