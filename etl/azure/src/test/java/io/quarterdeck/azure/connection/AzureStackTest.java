package io.quarterdeck.azure.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.credential.AccessToken;
import io.quarterdeck.azure.access.AccessVariables;
import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.azure.outputs.OutputsSource;
import io.quarterdeck.azure.stack.BlobEndpoint.Containers;
import io.quarterdeck.testkit.OutputsFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Mono;

class AzureStackTest {
  @TempDir private Path folder;

  private final AtomicReference<String> token = new AtomicReference<>("first");

  @Test
  void postgresInAzureMustShowACertificateOfItsName() throws IOException {
    assertThat(stack(new OutputsFile()).postgres().jdbcUrl())
        .isEqualTo(
            "jdbc:postgresql://psql-qdeck-dev-weu-0c472.postgres.database.azure.com:5432/quarterdeck"
                + "?sslmode=verify-full&sslfactory=org.postgresql.ssl.DefaultJavaSSLFactory");
  }

  @Test
  void onLoopbackTheWireIsNobodyElses() throws IOException {
    assertThat(stack(new OutputsFile().with("postgresHost", "127.0.0.1")).postgres().jdbcUrl())
        .isEqualTo("jdbc:postgresql://127.0.0.1:5432/quarterdeck");
  }

  @Test
  void eachConnectionAsksForATokenOfItsOwn() throws IOException {
    AzureStack stack = stack(new OutputsFile());
    assertThat(stack.postgres().login().password()).contains("first");
    token.set("second");
    assertThat(stack.postgres().login().password()).contains("second");
  }

  @Test
  void theContainersAreThoseOfTheOutputs() throws IOException {
    AzureStack stack = stack(new OutputsFile().with("landingContainer", "arrivals"));
    assertThat(stack.blob().containers())
        .isEqualTo(new Containers("arrivals", Optional.of("curated"), "quarantine", "artifacts"));
    assertThat(stack.blob().url()).isEqualTo("https://stqdeckdevweu0c472.blob.core.windows.net/");
    assertThat(stack.name()).isEqualTo("dev");
  }

  private AzureStack stack(OutputsFile outputs) throws IOException {
    return AzureStack.of(
        new ConnectedStack(
            OutputsSource.file(outputs.write(folder)),
            new AzureAccess(
                request ->
                    Mono.just(
                        new AccessToken(
                            token.get(), OffsetDateTime.now(ZoneOffset.UTC).plusHours(1))),
                AccessVariables.http(Optional.empty()),
                AzureAccess.PUBLIC_CLOUD,
                Optional.empty())));
  }
}
