package io.quarterdeck.azure.datafactory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.azure.outputs.OutputsSource;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.testkit.OutputsFile;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactoryValuesTest {
  @TempDir private Path folder;
  private OutputValues outputs;

  @BeforeEach
  void read() throws IOException {
    outputs = OutputsSource.file(new OutputsFile().write(folder));
  }

  @Test
  void theFilesOfTheStreamingSystemGetTheAddressOfTheWebServerOfTheStack() {
    List<Artefact> artefacts =
        streaming(FactoryValues.ofFiles(outputs, Optional.of(URI.create("http://127.0.0.1:9/a/"))));
    assertThat(artefacts)
        .extracting(Artefact::title)
        .contains("pipeline copyReferenceData", "trigger everyday");
    assertThat(
            artefacts.stream()
                .filter(each -> each.name().equals("Repository"))
                .map(each -> each.properties().at("/typeProperties/url").asText()))
        .containsExactly("http://127.0.0.1:9/a/");
    assertThat(artefacts.toString()).doesNotContain("\"" + FactoryValues.PLACEHOLDER);
  }

  @Test
  void withoutAnAddressTheFileIsNamed() {
    FactoryValues values = FactoryValues.ofFiles(outputs, Optional.empty());
    assertThatThrownBy(() -> streaming(values))
        .isInstanceOf(Failure.class)
        .hasMessage(
            "Cannot publish the data factory: found no address of the files of stores and products"
                + " in streaming/adf/linkedService/Repository.json; expected an https address of a"
                + " folder with a slash at its end. Write it into the field url of this file.");
  }

  private static List<Artefact> streaming(FactoryValues values) {
    return ArtefactFolder.of(Path.of("..", ".."), PlatformSystemName.STREAMING).read(values);
  }
}
