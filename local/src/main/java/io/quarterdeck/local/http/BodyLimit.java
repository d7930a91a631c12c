package io.quarterdeck.local.http;

import java.io.IOException;

/**
 * Reads the body before the service handles the request, and refuses a body of more than 1 MiB. A
 * Key Vault secret has up to 25 kB; other bodies of Resource Manager and Key Vault are smaller.
 *
 * @param inside answers the accepted requests
 */
public record BodyLimit(Service inside) implements Service {
  private static final int LARGEST_BODY = 1 << 20;

  @Override
  public Answer answer(Call call) throws IOException {
    if (!call.isReadWithin(LARGEST_BODY)) {
      throw ApiError.of(413, "RequestEntityTooLarge", "The request content has more than 1 MiB.");
    }
    return inside.answer(call);
  }
}
