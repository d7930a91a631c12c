package io.quarterdeck.function;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;

/** The package that Flex Consumption runs. */
class FunctionPackageIT {
  @Test
  void thePackageHasTheHostTheFunctionAndTheJars() throws IOException {
    try (ZipFile zip = new ZipFile(System.getProperty("quarterdeck.function.package"))) {
      List<String> names =
          zip.stream().filter(entry -> !entry.isDirectory()).map(ZipEntry::getName).toList();
      assertThat(names)
          .contains("host.json", "orders/function.json", "quarterdeck-function.jar")
          .anyMatch(name -> name.startsWith("lib/jackson-core-"))
          .allMatch(
              name ->
                  name.equals("host.json")
                      || name.equals("orders/function.json")
                      || name.equals("quarterdeck-function.jar")
                      || name.startsWith("lib/"));
    }
  }
}
