package io.quarterdeck.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarterdeck.infra.graph.Graph;
import io.quarterdeck.infra.graph.GraphText;
import io.quarterdeck.infra.graph.Recorder;
import io.quarterdeck.infra.graph.StackFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares the complete resource graph of each stack with a text file, so that reviewers see the
 * effect of a change. Run it with {@code -Dsnapshots=write} to update the files.
 */
class SnapshotTest {
  private static final Path FOLDER = Path.of("src/test/resources/io/quarterdeck/infra");

  @ParameterizedTest
  @ValueSource(strings = {"dev", "prod"})
  void theGraphEqualsTheReviewedOne(String stack) throws IOException {
    check(stack, StackFile.read(stack));
  }

  @Test
  void theGraphWithAllSystemsEqualsTheReviewedOne() throws IOException {
    check("prod-all-systems", StackFile.withAllSystems("prod"));
  }

  private static void check(String name, Map<String, String> settings) throws IOException {
    Graph graph = Recorder.run(StackFile.source(settings));
    String text = GraphText.of(graph);
    Path file = FOLDER.resolve(name + ".graph.txt");
    if ("write".equals(System.getProperty("snapshots"))) {
      Files.writeString(file, text);
    }
    assertThat(text).isEqualTo(Files.readString(file));
  }
}
