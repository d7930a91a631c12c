package io.quarterdeck.local.standin.http;

/** Answers requests. Thread-safe. */
@FunctionalInterface
public interface Service {
  /**
   * The answer to a request.
   *
   * @throws AzureError when it is refused
   */
  Answer answer(Call call);
}
