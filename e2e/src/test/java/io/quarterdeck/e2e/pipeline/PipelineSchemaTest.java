package io.quarterdeck.e2e.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Validates azure-pipelines.yml and its templates against the schema of Azure's own editor. */
class PipelineSchemaTest {
  private static PipelineSchema schema;

  @BeforeAll
  static void readSchema() throws IOException {
    schema = new PipelineSchema();
  }

  @Test
  void thePipelineIsValid() {
    assertThat(schema.problems(PipelineYaml.read(PipelineFiles.PIPELINE), "pipeline")).isEmpty();
  }

  @Test
  void eachTemplateIsValid() throws IOException {
    for (Path template : PipelineFiles.templates()) {
      Map<?, ?> document = PipelineYaml.read(template);
      assertThat(schema.problems(document, definition(document))).as(template.toString()).isEmpty();
    }
  }

  @Test
  void theExpandedPipelineIsValid() {
    assertThat(schema.problems(Expansion.of(PipelineFiles.PIPELINE), "pipeline")).isEmpty();
  }

  @Test
  void aMisspeltKeyIsFound() throws IOException {
    String broken = text("verify.yml").replace("timeoutInMinutes", "timeoutInMinute");

    assertThat(schema.problems(PipelineYaml.parse(broken), "stagesTemplate")).isNotEmpty();
  }

  @Test
  void unknownTaskIsFound() throws IOException {
    String broken = text("tests.yml").replace("PublishTestResults@2", "PublishTestResult@2");

    assertThat(schema.problems(PipelineYaml.parse(broken), "stepsTemplate")).isNotEmpty();
  }

  @Test
  void unknownTaskInputIsFound() throws IOException {
    String broken = text("azure.yml").replace("scriptType", "shell");

    assertThat(schema.problems(PipelineYaml.parse(broken), "stepsTemplate")).isNotEmpty();
  }

  private static String text(String template) throws IOException {
    return Files.readString(PipelineFiles.ROOT.resolve("ci/templates").resolve(template));
  }

  private static String definition(Map<?, ?> document) {
    for (String kind : new String[] {"stages", "steps", "variables"}) {
      if (document.containsKey(kind)) {
        return kind + "Template";
      }
    }
    throw new AssertionError("Expected stages, steps or variables in " + document.keySet());
  }
}
