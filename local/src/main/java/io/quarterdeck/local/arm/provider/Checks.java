package io.quarterdeck.local.arm.provider;

import io.quarterdeck.local.arm.types.Finding;
import io.quarterdeck.local.arm.types.Inspection;
import io.quarterdeck.local.arm.types.ResourceShape;
import java.util.Map;
import pulumirpc.Provider.CheckFailure;
import pulumirpc.Provider.CheckRequest;
import pulumirpc.Provider.CheckResponse;

/** Holds inputs against the schema before anything is planned. */
final class Checks {
  private Checks() {}

  static CheckResponse of(CheckRequest request) {
    ResourceShape resource = Urn.shape(request.getUrn());
    Map<String, Object> inputs = Secrets.revealed(Values.read(request.getNews()));
    CheckResponse.Builder response = CheckResponse.newBuilder().setInputs(request.getNews());
    for (Finding finding : Inspection.of(resource, inputs)) {
      response.addFailures(
          CheckFailure.newBuilder().setProperty(finding.property()).setReason(finding.text()));
    }
    return response.build();
  }
}
