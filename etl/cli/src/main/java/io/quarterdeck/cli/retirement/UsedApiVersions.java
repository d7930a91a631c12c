package io.quarterdeck.cli.retirement;

import java.util.Map;

/**
 * The API versions with which the program manages its resources. Another module implements it, and
 * {@link java.util.ServiceLoader} finds it, because the commands cannot depend on the program.
 */
public interface UsedApiVersions {
  /** Returns the version of each type, such as {@code 2026-02-01} of {@code keyvault:Vault}. */
  Map<String, String> byType();
}
