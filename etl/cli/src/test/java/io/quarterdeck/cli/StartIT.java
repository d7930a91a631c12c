package io.quarterdeck.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.testkit.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Azure's libraries are large. Commands that do not use Azure must not load them. */
class StartIT {
  @RegisterExtension static final TestPostgres SERVER = new TestPostgres();

  @TempDir private Path folder;

  @Test
  void theHelpLoadsNoClassOfAzureOrOfTheTerminalLibrary() throws Exception {
    assertThat(classesOf("--help"))
        .noneMatch(StartIT::isOfAzure)
        .noneMatch(name -> name.startsWith("org.jline."))
        .noneMatch(name -> name.startsWith("io.opentelemetry."));
  }

  @Test
  void aLoadIntoAnyPostgresLoadsNoClassOfAzure() throws Exception {
    Path dataset =
        Files.writeString(
            folder.resolve("shop.yaml"),
            """
            name: shop
            table: shop.sales
            columns:
              - {name: item, source: Item, type: text, nullable: false}
            """);
    Path file = Files.writeString(folder.resolve("a.csv"), "Item\ntea\n");

    assertThat(
            classesOf(
                "load",
                file.toString(),
                "--dataset",
                dataset.toString(),
                "--jdbc-url",
                SERVER.jdbcUrl(),
                "--user",
                "postgres"))
        .anyMatch(name -> name.equals("io.quarterdeck.loader.load.Loader"))
        .noneMatch(StartIT::isOfAzure)
        .noneMatch(name -> name.startsWith("org.jline."))
        .noneMatch(name -> name.startsWith("io.opentelemetry."));
    assertThat(SERVER.rows("select item from shop.sales")).containsExactly("tea");
  }

  @Test
  void disabledTelemetryLoadsNoClassOfOpenTelemetry() throws Exception {
    Path file = Files.writeString(folder.resolve("a.csv"), "item\ntea\n");
    Path dataset =
        Files.writeString(
            folder.resolve("shop.yaml"),
            "name: shop\ntable: shop.sales\ncolumns:\n  - {name: item, type: text}\n");
    Map<String, String> disabled =
        Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:4318", "OTEL_SDK_DISABLED", "true");

    assertThat(classesOf(disabled, "check", file.toString(), "--dataset", dataset.toString()))
        .anyMatch(name -> name.equals("io.quarterdeck.loader.load.FileCheck"))
        .noneMatch(name -> name.startsWith("io.opentelemetry."));
  }

  private static boolean isOfAzure(String name) {
    return name.startsWith("com.azure.")
        || name.startsWith("reactor.")
        || name.startsWith("com.microsoft.aad.")
        || name.startsWith("io.quarterdeck.azure.access.")
        || name.startsWith("io.quarterdeck.azure.connection.")
        || name.startsWith("io.quarterdeck.azure.management.")
        || name.startsWith("io.quarterdeck.azure.outputs.");
  }

  private List<String> classesOf(String... arguments) throws Exception {
    return classesOf(Map.of(), arguments);
  }

  private List<String> classesOf(Map<String, String> environment, String... arguments)
      throws Exception {
    Path log = folder.resolve("classes.txt");
    Run run =
        Shell.java(
            folder,
            environment,
            List.of(
                "-Xlog:class+load:file=" + log + ":none",
                "-cp",
                System.getProperty("java.class.path"),
                Quarterdeck.class.getName()),
            arguments);
    assertThat(run.error()).doesNotContain("Cannot");
    assertThat(run.exitCode()).isZero();
    return Files.readAllLines(log).stream().map(line -> line.split(" ", 2)[0]).toList();
  }
}
