package io.quarterdeck.local.arm.provider;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarterdeck.local.arm.store.ArmRefusal;
import io.quarterdeck.local.arm.types.Finding;
import java.util.Map;

/** Says to the engine what Azure refused, as azure-native does. */
final class Refusals {
  private static final Map<Integer, String> REASONS =
      Map.of(
          400, "Bad Request",
          404, "Not Found",
          409, "Conflict",
          429, "Too Many Requests",
          500, "Internal Server Error",
          503, "Service Unavailable");

  private Refusals() {}

  static String text(ArmRefusal refusal) {
    return "Status=%d (%s) Code=\"%s\" Message=\"%s\""
        .formatted(
            refusal.status(),
            REASONS.getOrDefault(refusal.status(), "Refused"),
            refusal.code(),
            refusal.getMessage());
  }

  /** A finding of the schema is a bad request. */
  static StatusRuntimeException error(Finding finding) {
    return error(ArmRefusal.of(400, finding.code(), finding.message()));
  }

  static StatusRuntimeException error(ArmRefusal refusal) {
    return Status.UNKNOWN.withDescription(text(refusal)).withCause(refusal).asRuntimeException();
  }
}
