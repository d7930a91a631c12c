package io.quarterdeck.local.arm.provider;

import io.quarterdeck.local.arm.types.InputFinding;
import io.quarterdeck.local.arm.types.InputValidation;
import io.quarterdeck.local.arm.types.ResourceShape;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import pulumirpc.Provider.CheckFailure;
import pulumirpc.Provider.CheckRequest;
import pulumirpc.Provider.CheckResponse;

/** Validates inputs against the schema before planning. */
final class InputChecks {
  private InputChecks() {}

  /**
   * Validates the settings of the provider. Without this check, a misspelled setting would be
   * ignored.
   */
  static CheckResponse config(CheckRequest request) {
    Set<String> known = ResourceShape.provider().all().keySet();
    CheckResponse.Builder response = CheckResponse.newBuilder().setInputs(request.getNews());
    request.getNews().getFieldsMap().keySet().stream()
        .filter(key -> !known.contains(key) && !key.equals("version"))
        .sorted()
        .forEach(
            key ->
                response.addFailures(
                    CheckFailure.newBuilder()
                        .setProperty(key)
                        .setReason(
                            "Cannot use the setting azure-native:%s: it does not exist; expected one of %s. Run: pulumi config rm azure-native:%s --stack %s"
                                .formatted(
                                    key,
                                    String.join(", ", new TreeSet<>(known)),
                                    key,
                                    Urn.stack(request.getUrn())))));
    return response.build();
  }

  static CheckResponse of(CheckRequest request, ProviderSession session) {
    ResourceShape resource = session.shape(request.getUrn());
    Map<String, Object> inputs = SecretValues.revealed(PropertyValues.read(request.getNews()));
    CheckResponse.Builder response =
        CheckResponse.newBuilder().setInputs(AppliedVersion.added(request.getNews(), resource));
    for (InputFinding finding : InputValidation.of(resource, AppliedVersion.removed(inputs))) {
      response.addFailures(
          CheckFailure.newBuilder().setProperty(finding.property()).setReason(finding.text()));
    }
    return response.build();
  }
}
