package io.quarterdeck.etl.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class GoneTest {
  @Test
  void in_azure_pulumi_makes_again_what_is_gone() {
    assertThat(Gone.advice(URI.create("https://management.azure.com")))
        .isEqualTo(
            "Run pulumi refresh --stack NAME, which sees that it is gone, then pulumi up --stack NAME,"
                + " which makes it again.");
  }

  @Test
  void on_loopback_it_depends_on_who_made_it() {
    assertThat(Gone.advice(URI.create("https://127.0.0.1:443")))
        .isEqualTo(
            "Run ./quarterdeck local repair, which makes it again; if Pulumi's CLI made this stack, run"
                + " pulumi refresh --stack NAME, then pulumi up --stack NAME.");
  }
}
