package io.quarterdeck.broker;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.contract.LocalEventHub;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionStringsTest {
  private static final LocalEventHub HUB =
      new LocalEventHub(20001, 20002, "orders", 2, 24, "local", "a2V5PQ==");
  private static final String ENDPOINT = "Endpoint=sb://127.0.0.1:20001/;";

  @Test
  void theOwnConnectionStringIsAccepted() {
    assertThat(HUB.connectionString())
        .isEqualTo(
            ENDPOINT + "SharedAccessKeyName=local;SharedAccessKey=a2V5PQ==;EntityPath=orders");
    assertThat(accepts(HUB.connectionString())).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        ENDPOINT + "SharedAccessKeyName=local;SharedAccessKey=a2V5PQ==",
        ENDPOINT + "SharedAccessKey=a2V5PQ==;SharedAccessKeyName=local;",
        "SharedAccessKeyName=local;SharedAccessKey=a2V5PQ==;Endpoint=sb://127.0.0.1:20001"
      })
  void theConnectionStringOfTheNamespaceIsAccepted(String text) {
    assertThat(accepts(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a2V5PQ==",
        ENDPOINT + "SharedAccessKeyName=local",
        ENDPOINT + "SharedAccessKeyName=local;SharedAccessKey=a2V5PQ=",
        ENDPOINT + "SharedAccessKeyName=other;SharedAccessKey=a2V5PQ==",
        ENDPOINT + "SharedAccessKeyName=local;SharedAccessKey=a2V5PQ==;EntityPath=other",
        ENDPOINT + "SharedAccessKeyName=local;SharedAccessKey=a2V5PQ==;SharedAccessKey=a2V5PQ==",
        ENDPOINT + "SharedAccessKeyName=local;SharedAccessKey=a2V5PQ==;Unknown=1",
        "Endpoint=sb://other/;SharedAccessKeyName=local;SharedAccessKey=a2V5PQ==",
        "SharedAccessKeyName=local;SharedAccessKey=a2V5PQ=="
      })
  void anyOtherTextIsRefused(String text) {
    assertThat(accepts(text)).isFalse();
  }

  private static boolean accepts(String text) {
    return new ConnectionStrings(HUB).accepts(text);
  }
}
