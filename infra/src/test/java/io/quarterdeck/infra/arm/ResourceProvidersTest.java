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
 * Compares the resource providers that setup/subscription registers with those that the program
 * uses. Another test compares the list of {@code doctor} with the same script.
 */
class ResourceProvidersTest {
  /** Registered in every subscription; cannot be unregistered. */
  private static final String ALWAYS_REGISTERED = "Microsoft.Resources";

  /** The subnet of the function app is delegated to a service of this provider. */
  private static final String DELEGATED = "Microsoft.App";

  @Test
  void theRegisteredProvidersAreThoseOfTheProgramsTypes() throws IOException {
    assertThat(registered()).isEqualTo(used());
  }

  private static Set<String> used() {
    Set<String> namespaces =
        ArmTypes.all().stream()
            .map(ArmType::azureType)
            .map(type -> type.substring(0, type.indexOf('/')))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(namespaces.remove(ALWAYS_REGISTERED)).isTrue();
    namespaces.add(DELEGATED);
    return namespaces;
  }

  private static Set<String> registered() throws IOException {
    Matcher loop =
        Pattern.compile("for provider in ([\\w \\\\\\n]+); do")
            .matcher(Files.readString(Path.of("../setup/subscription")));
    assertThat(loop.find()).isTrue();
    return Arrays.stream(loop.group(1).split("[\\s\\\\]+", -1))
        .map(name -> "Microsoft." + name)
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
