package io.quarterdeck.cli.factory;

/**
 * A data factory that a check of {@code doctor} examines.
 *
 * @param check the name of the check of its existence
 * @param id its resource id
 * @param environment the environment of the stack
 */
public record CheckedFactory(String check, String id, String environment) {
  /** Returns whether it is on the local stack, where {@code bootstrap} runs the pipelines. */
  boolean isLocal() {
    return environment.equals("local");
  }
}
