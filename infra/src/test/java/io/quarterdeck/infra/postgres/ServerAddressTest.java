package io.quarterdeck.infra.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerAddressTest {
  @Test
  void a_server_in_azure_listens_on_postgresqls_own_port() {
    assertThat(ServerAddress.parse("pg-qdeck-dev-weu-1a2b3.postgres.database.azure.com"))
        .isEqualTo(new ServerAddress("pg-qdeck-dev-weu-1a2b3.postgres.database.azure.com", 5432));
  }

  @Test
  void a_server_of_the_local_stack_names_its_port() {
    assertThat(ServerAddress.parse("127.0.0.1:54321"))
        .isEqualTo(new ServerAddress("127.0.0.1", 54321));
  }
}
