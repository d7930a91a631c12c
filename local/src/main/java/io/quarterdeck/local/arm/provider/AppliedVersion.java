package io.quarterdeck.local.arm.provider;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.quarterdeck.local.arm.types.ResourceShape;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The API version that the provider adds to the inputs of each resource, so that the next plan
 * shows a change of the version. Source: {@code applyDefaults} in pulumi/pulumi-azure-native,
 * provider/pkg/provider/provider.go.
 */
final class AppliedVersion {
  private static final String PROPERTY = "azureApiVersion";

  private AppliedVersion() {}

  static Struct added(Struct inputs, ResourceShape resource) {
    return inputs.toBuilder()
        .putFields(
            PROPERTY, Value.newBuilder().setStringValue(resource.type().apiVersion()).build())
        .build();
  }

  /** Returns the inputs that are part of the request. */
  static Map<String, Object> removed(Map<String, Object> inputs) {
    Map<String, Object> rest = new LinkedHashMap<>(inputs);
    rest.remove(PROPERTY);
    return rest;
  }

  /**
   * Returns the earlier inputs. The inputs of an imported resource have no version, so the version
   * in its state is used. Source: {@code Diff} in the same file.
   */
  static Map<String, Object> known(Map<String, Object> inputs, Map<String, Object> state) {
    if (inputs.containsKey(PROPERTY) || !state.containsKey(PROPERTY)) {
      return inputs;
    }
    Map<String, Object> completed = new LinkedHashMap<>(inputs);
    completed.put(PROPERTY, state.get(PROPERTY));
    return completed;
  }
}
