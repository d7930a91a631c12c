package io.quarterdeck.local.arm.provider;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarterdeck.local.arm.types.InputFinding;
import io.quarterdeck.local.http.ApiError;
import java.util.Map;

/** Reports a refusal of Azure to the engine in the form of azure-native. */
final class Refusals {
  private static final Map<Integer, String> REASONS =
      Map.of(
          400, "Bad Request",
          403, "Forbidden",
          404, "Not Found",
          409, "Conflict",
          429, "Too Many Requests",
          500, "Internal Server Error",
          503, "Service Unavailable");

  private Refusals() {}

  static String text(ApiError refusal) {
    return "Status=%d (%s) Code=\"%s\" Message=\"%s\""
        .formatted(
            refusal.status(),
            REASONS.getOrDefault(refusal.status(), "Refused"),
            refusal.code(),
            refusal.getMessage());
  }

  /** Reports a schema violation as a bad request. */
  static StatusRuntimeException error(InputFinding finding) {
    return error(ApiError.of(400, finding.code(), finding.message()));
  }

  static StatusRuntimeException error(ApiError refusal) {
    return Status.UNKNOWN.withDescription(text(refusal)).withCause(refusal).asRuntimeException();
  }
}
