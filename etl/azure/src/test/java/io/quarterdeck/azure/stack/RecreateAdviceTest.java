package io.quarterdeck.azure.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class RecreateAdviceTest {
  @Test
  void inAzurePulumiCreatesTheResourceAgain() {
    assertThat(RecreateAdvice.of(URI.create("https://management.azure.com")))
        .isEqualTo(
            "Run pulumi refresh --stack NAME, which records that it is missing, then pulumi up --stack NAME,"
                + " which creates it again.");
  }

  @Test
  void onLoopbackTheCommandDependsOnTheToolThatCreatedTheStack() {
    assertThat(RecreateAdvice.of(URI.create("https://127.0.0.1:443")))
        .isEqualTo(
            "Run ./quarterdeck local repair, which creates it again; if Pulumi's CLI created this stack, run"
                + " pulumi refresh --stack NAME, then pulumi up --stack NAME.");
  }
}
