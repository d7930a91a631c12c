package io.quarterdeck.cli.retirement;

import java.util.Map;

/** The API versions of the tests in this module, which cannot depend on the program. */
public final class TwoApiVersions implements UsedApiVersions {
  @Override
  public Map<String, String> byType() {
    return Map.of("keyvault:Vault", "2023-02-01", "network:Subnet", "2024-05-01");
  }
}
