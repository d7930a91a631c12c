package io.quarterdeck.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ProvidersCheckTest {
  @Test
  void theProvidersAreThoseThatTheSetupRegisters() throws IOException {
    Matcher loop =
        Pattern.compile("for provider in ([\\w \\\\\\n]+); do")
            .matcher(Files.readString(Path.of("../../setup/subscription")));
    assertThat(loop.find()).isTrue();
    assertThat(ProvidersCheck.NAMESPACES)
        .containsExactlyElementsOf(
            Arrays.stream(loop.group(1).split("[\\s\\\\]+", -1))
                .map(name -> "Microsoft." + name)
                .toList());
  }
}
