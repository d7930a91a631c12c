package io.quarterdeck.local.arm.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DelegatedProviderTest {
  @Test
  void theProviderOfDelegatedSubnetsCanBeRegisteredAndHasNoTypes() {
    assertThat(new ResourceProviders().find("microsoft.app").types()).isEmpty();
  }
}
