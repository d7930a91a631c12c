package io.quarterdeck.infra.foundation.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerAddressTest {
  @Test
  void aServerInAzureListensOnTheDefaultPort() {
    assertThat(ServerAddress.parse("pg-qdeck-dev-weu-1a2b3.postgres.database.azure.com"))
        .isEqualTo(new ServerAddress("pg-qdeck-dev-weu-1a2b3.postgres.database.azure.com", 5432));
  }

  @Test
  void theNameOfALocalServerIncludesThePort() {
    assertThat(ServerAddress.parse("127.0.0.1:54321"))
        .isEqualTo(new ServerAddress("127.0.0.1", 54321));
  }
}
