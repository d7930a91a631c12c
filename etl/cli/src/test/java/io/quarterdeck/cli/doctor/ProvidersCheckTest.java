package io.quarterdeck.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.contract.PlatformSystemName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProvidersCheckTest {
  @Test
  void theProvidersAreThoseThatTheSetupRegisters() throws IOException {
    Matcher loop =
        Pattern.compile("for provider in ([\\w \\\\\\n]+); do")
            .matcher(Files.readString(Path.of("../../setup/subscription")));
    assertThat(loop.find()).isTrue();
    Set<PlatformSystemName> all = EnumSet.allOf(PlatformSystemName.class);
    assertThat(
            Stream.of(
                    ProvidersCheck.NAMESPACES.stream(),
                    SystemChecks.of(all).stream().flatMap(system -> system.providers().stream()),
                    Stream.of(ProvidersCheck.AGENTS))
                .flatMap(each -> each)
                .distinct())
        .containsExactlyElementsOf(
            Arrays.stream(loop.group(1).split("[\\s\\\\]+", -1))
                .map(name -> "Microsoft." + name)
                .toList());
  }
}
