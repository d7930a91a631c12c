package io.quarterdeck.local.entra;

import io.quarterdeck.local.http.ApiError;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The sign-ins on a device without a browser that a person has not completed yet (RFC 8628). They
 * are kept in memory: a restart of the emulator ends them. Thread-safe.
 */
final class DeviceCodes {
  /** As in Entra ("device authorization grant", /entra/identity-platform/v2-oauth2-device-code). */
  static final Duration LIFETIME = Duration.ofMinutes(15);

  /** The letters and digits that nobody confuses. */
  private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

  private static final int USER_CODE_LENGTH = 9;

  /**
   * A sign-in that a person has to complete.
   *
   * @param deviceCode the secret of the device
   * @param userCode the code that the person enters
   * @param clientId the application that gets the tokens
   * @param scope the requested scopes
   * @param end the time at which the codes expire
   * @param person the person, as soon as the sign-in is complete
   */
  record Pending(
      String deviceCode,
      String userCode,
      String clientId,
      String scope,
      Instant end,
      Optional<Person> person) {}

  private final SecureRandom random = new SecureRandom();
  private final Clock clock;
  private final Map<String, Pending> byDevice = new HashMap<>();

  DeviceCodes(Clock clock) {
    this.clock = clock;
  }

  synchronized Pending begin(String clientId, String scope) {
    byDevice.values().removeIf(this::isExpired);
    Pending pending =
        new Pending(
            UUID.randomUUID() + "." + UUID.randomUUID(),
            userCode(),
            clientId,
            scope,
            clock.instant().plus(LIFETIME),
            Optional.empty());
    byDevice.put(pending.deviceCode(), pending);
    return pending;
  }

  /**
   * Completes the sign-in with this user code.
   *
   * @throws ApiError if no device waits for it
   */
  synchronized void complete(String userCode, Person person) {
    Pending pending =
        byDevice.values().stream()
            .filter(each -> each.userCode().equalsIgnoreCase(userCode) && !isExpired(each))
            .findFirst()
            .orElseThrow(EntraErrors::unknownDeviceCode);
    byDevice.put(
        pending.deviceCode(),
        new Pending(
            pending.deviceCode(),
            pending.userCode(),
            pending.clientId(),
            pending.scope(),
            pending.end(),
            Optional.of(person)));
  }

  /**
   * Returns the complete sign-in of a device, once.
   *
   * @throws ApiError if it is not complete, expired, or unknown
   */
  synchronized Pending take(String deviceCode, String clientId) {
    Pending pending = byDevice.get(deviceCode);
    if (pending == null || !pending.clientId().equals(clientId)) {
      throw EntraErrors.unknownDeviceCode();
    }
    if (isExpired(pending)) {
      throw EntraErrors.expiredDeviceCode();
    }
    if (pending.person().isEmpty()) {
      throw EntraErrors.pending();
    }
    return byDevice.remove(deviceCode);
  }

  private boolean isExpired(Pending pending) {
    return !pending.end().isAfter(clock.instant());
  }

  private String userCode() {
    StringBuilder code = new StringBuilder();
    for (int i = 0; i < USER_CODE_LENGTH; i++) {
      code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return code.toString();
  }
}
