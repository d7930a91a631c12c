package io.quarterdeck.infra.arm;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.infra.graph.Recorder;
import io.quarterdeck.infra.graph.StackFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Writes templates to target/arm, which {@code checkov --framework arm -d} can scan. */
class ArmTemplateTest {
  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void convertsThePlatformToATemplate(String stack) throws IOException {
    Map<String, String> settings = StackFile.withAllSystems(stack);
    settings.put("dataFactoryRepository", "https://github.com/example/platform");
    write(stack, settings);
  }

  @Test
  void convertsTheOptionalPartsToATemplate() throws IOException {
    Map<String, String> settings = StackFile.withAllSystems("dev");
    settings.put("dataFactoryRepository", "https://github.com/example/platform");
    settings.putAll(StackFile.optionalAccess());
    assertThat(write("dev-optional", settings))
        .contains("\"type\": \"Microsoft.Compute/virtualMachineScaleSets\"");
  }

  private static String write(String name, Map<String, String> settings) throws IOException {
    String template = ArmTemplate.of(Recorder.run(StackFile.source(settings)));
    Path folder = Files.createDirectories(Path.of("target/arm"));
    Files.writeString(folder.resolve(name + ".json"), template);
    assertThat(template)
        .contains(
            "\"type\": \"Microsoft.Storage/storageAccounts/blobServices/containers\"",
            "stqdeck" + settings.get("environment") + "sec",
            "/default/landing\"");
    return template;
  }
}
