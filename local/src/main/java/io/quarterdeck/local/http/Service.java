package io.quarterdeck.local.http;

import java.io.IOException;

/** Answers requests. Thread-safe. */
@FunctionalInterface
public interface Service {
  /**
   * Returns the answer to a request.
   *
   * @throws ApiError to refuse the request
   * @throws IOException if the request cannot be read or the state cannot be written
   */
  Answer answer(Call call) throws IOException;
}
