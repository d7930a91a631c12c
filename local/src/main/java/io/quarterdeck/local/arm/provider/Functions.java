package io.quarterdeck.local.arm.provider;

import io.grpc.Status;
import io.quarterdeck.local.arm.store.CallerIdentity;
import java.util.Map;
import pulumirpc.Provider.InvokeRequest;
import pulumirpc.Provider.InvokeResponse;

/** The functions that the program calls. */
final class Functions {
  private Functions() {}

  static InvokeResponse call(InvokeRequest request, CallerIdentity account) {
    if (!request.getTok().equals("azure-native:authorization:getClientConfig")) {
      throw Status.UNIMPLEMENTED
          .withDescription(
              "Cannot call %s: the local stack does not support it; expected azure-native:authorization:getClientConfig. If Azure supports it, add it to Functions."
                  .formatted(request.getTok()))
          .asRuntimeException();
    }
    return InvokeResponse.newBuilder()
        .setReturn(
            PropertyValues.write(
                Map.of(
                    "clientId", account.clientId(),
                    "objectId", account.objectId(),
                    "subscriptionId", account.subscriptionId(),
                    "tenantId", account.tenantId())))
        .build();
  }
}
