package io.quarterdeck.local.arm.provider;

import io.quarterdeck.infra.arm.ArmType;
import java.util.Map;
import java.util.Objects;
import pulumirpc.Provider.DiffRequest;
import pulumirpc.Provider.DiffResponse;
import pulumirpc.Provider.DiffResponse.DiffChanges;
import pulumirpc.Provider.PropertyDiff;
import pulumirpc.Provider.PropertyDiff.Kind;

/** Decides what a change of inputs requires: nothing, an update, or a new resource. */
final class Plans {
  private Plans() {}

  static DiffResponse of(DiffRequest request, ProviderSession session) {
    ArmType type = session.shape(request.getUrn()).type();
    Map<String, Object> state = SecretValues.revealed(PropertyValues.read(request.getOlds()));
    Map<String, Object> inputs = SecretValues.revealed(PropertyValues.read(request.getNews()));
    Map<String, InputChange> changes =
        InputChange.between(
            AppliedVersion.known(
                SecretValues.revealed(PropertyValues.read(request.getOldInputs())), state),
            inputs);
    DiffResponse.Builder response =
        DiffResponse.newBuilder()
            .setHasDetailedDiff(true)
            .setChanges(changes.isEmpty() ? DiffChanges.DIFF_NONE : DiffChanges.DIFF_SOME);
    boolean renamed = false;
    for (Map.Entry<String, InputChange> change : changes.entrySet()) {
      String property = InputChange.property(change.getKey());
      boolean replaces =
          type.replaces(property) && !isKnown(change.getKey(), change.getValue(), state, inputs);
      renamed |= type.pathInputs().contains(property);
      response.addDiffs(property);
      if (replaces) {
        response.addReplaces(property);
      }
      response.putDetailedDiff(
          change.getKey(),
          PropertyDiff.newBuilder()
              .setKind(kind(change.getValue(), replaces))
              .setInputDiff(true)
              .build());
    }
    // Two resources cannot have the same name at the same time.
    response.setDeleteBeforeReplace(response.getReplacesCount() > 0 && !renamed);
    return response.build();
  }

  /**
   * Returns whether an added input has the value that the resource already has. Such an input does
   * not replace the resource. Source: {@code calculateChangesAndReplacements} in
   * pulumi/pulumi-azure-native, provider/pkg/provider/diff.go, which compares only values at the
   * top level.
   */
  private static boolean isKnown(
      String path, InputChange change, Map<String, Object> state, Map<String, Object> inputs) {
    return change == InputChange.ADD
        && state.containsKey(path)
        && Objects.equals(state.get(path), inputs.get(path));
  }

  private static Kind kind(InputChange change, boolean replaces) {
    return switch (change) {
      case ADD -> replaces ? Kind.ADD_REPLACE : Kind.ADD;
      case DELETE -> replaces ? Kind.DELETE_REPLACE : Kind.DELETE;
      case UPDATE -> replaces ? Kind.UPDATE_REPLACE : Kind.UPDATE;
    };
  }
}
