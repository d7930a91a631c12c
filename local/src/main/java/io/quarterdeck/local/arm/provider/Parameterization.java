package io.quarterdeck.local.arm.provider;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarterdeck.local.arm.types.ProviderPackage;
import java.util.List;
import java.util.Optional;
import pulumirpc.Provider.ParameterizeRequest;
import pulumirpc.Provider.ParameterizeResponse;

/**
 * Reads which package the engine requests. The request contains the arguments of {@code pulumi
 * package add}, or the value in an SDK.
 */
final class Parameterization {
  private Parameterization() {}

  static ParameterizeResponse of(ParameterizeRequest request, ProviderSession session) {
    ProviderPackage requested = requested(request);
    session.parameterize(requested);
    return ParameterizeResponse.newBuilder()
        .setName(requested.name())
        .setVersion(ProviderServer.VERSION)
        .build();
  }

  private static ProviderPackage requested(ParameterizeRequest request) {
    return switch (request.getParametersCase()) {
      case ARGS -> ofArguments(request.getArgs().getArgsList());
      case VALUE -> ofValue(request.getValue().getValue().toByteArray());
      case PARAMETERS_NOT_SET -> throw refusal("found no parameter");
    };
  }

  private static ProviderPackage ofArguments(List<String> arguments) {
    if (arguments.size() != 2) {
      throw refusal("found %d arguments".formatted(arguments.size()));
    }
    return known(ProviderPackage.of(arguments.get(0), arguments.get(1)), arguments.toString());
  }

  private static ProviderPackage ofValue(byte[] value) {
    try {
      return known(ProviderPackage.ofParameter(value), new String(value, US_ASCII));
    } catch (IllegalArgumentException malformed) {
      throw refusal(malformed.getMessage());
    }
  }

  private static ProviderPackage known(Optional<ProviderPackage> found, String parameter) {
    return found.orElseThrow(
        () ->
            refusal(
                "the local stack has no types for %s. It has those of api-versions.csv"
                    .formatted(parameter)));
  }

  private static StatusRuntimeException refusal(String found) {
    return Status.INVALID_ARGUMENT
        .withDescription(
            "Cannot parameterize azure-native: %s; expected a module and an API version, such as keyvault and v20260201."
                .formatted(found))
        .asRuntimeException();
  }
}
