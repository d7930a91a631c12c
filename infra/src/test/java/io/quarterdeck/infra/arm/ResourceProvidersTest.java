package io.quarterdeck.infra.arm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What docs/azure.md has registered in the subscription against what the program makes there. The
 * list of {@code doctor} is held against the same page by a test of its own.
 */
class ResourceProvidersTest {
  /** Every subscription has it from its beginning, and it cannot be taken away. */
  private static final String ALWAYS_REGISTERED = "Microsoft.Resources";

  @Test
  void the_providers_that_are_registered_are_those_of_the_programs_types() throws IOException {
    assertThat(registered()).isEqualTo(used());
  }

  private static Set<String> used() {
    Set<String> namespaces =
        ArmTypes.all().stream()
            .map(ArmType::azureType)
            .map(type -> type.substring(0, type.indexOf('/')))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(namespaces.remove(ALWAYS_REGISTERED)).isTrue();
    return namespaces;
  }

  private static Set<String> registered() throws IOException {
    Matcher loop =
        Pattern.compile("for provider in ([\\w \\\\\\n]+); do")
            .matcher(Files.readString(Path.of("../docs/azure.md")));
    assertThat(loop.find()).isTrue();
    return Arrays.stream(loop.group(1).split("[\\s\\\\]+", -1))
        .map(name -> "Microsoft." + name)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
