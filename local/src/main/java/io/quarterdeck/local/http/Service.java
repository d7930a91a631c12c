package io.quarterdeck.local.http;

/** Answers requests. Thread-safe. */
@FunctionalInterface
public interface Service {
  /**
   * Returns the answer to a request.
   *
   * @throws AzureError to refuse the request
   */
  Answer answer(Call call);
}
