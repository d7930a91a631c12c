package io.quarterdeck.loader.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.loader.dataset.Expectation.Violation;
import io.quarterdeck.loader.dataset.LakeDataset.MergeMode;
import io.quarterdeck.loader.dataset.LakeDataset.SourceKind;
import io.quarterdeck.loader.failure.Failure;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LakeDatasetFileTest {
  private static final Path FOLDER = Path.of("../../lakehouse/datasets");

  @Test
  void theShippedPostsHaveSeventeenColumnsAndAreMerged() {
    LakeDataset posts = LakeDatasetFile.read(FOLDER.resolve("stackoverflow-posts.yaml"));
    assertThat(posts.columns()).hasSize(17);
    assertThat(posts.source()).isEqualTo(SourceKind.PARQUET);
    assertThat(posts.mode()).isEqualTo(MergeMode.MERGE);
    assertThat(posts.newest()).isEqualTo(Optional.of("last_activity_date"));
    assertThat(posts.expectations())
        .contains(
            new Expectation(
                "the post type is one of 1 to 8",
                "post_type_id between 1 and 8",
                Violation.QUARANTINE));
  }

  @ParameterizedTest
  @ValueSource(strings = {"stackoverflow-users", "stackoverflow-post-types"})
  void theShippedTablesAreSnapshotsByKey(String name) {
    LakeDataset dataset = LakeDatasetFile.read(FOLDER.resolve(name + ".yaml"));
    assertThat(dataset.name()).isEqualTo(name);
    assertThat(dataset.mode()).isEqualTo(MergeMode.SNAPSHOT);
    assertThat(dataset.key()).isEqualTo("id");
    assertThat(dataset.nullValues()).isEqualTo(List.of("NULL"));
  }

  @Test
  void allProblemsAreReportedWithTheirLines() {
    assertThatThrownBy(
            () ->
                LakeDatasetFile.parse(
                    """
                    name: posts
                    source: excel
                    mode: merge
                    key: number
                    columns:
                      - {name: id, type: bigint}
                    expect:
                      - {name: a, that: id > 0, otherwise: warn}
                      - {name: b, that: id > 0, otherwise: fail}
                      - {name: b, that: id > 1, otherwise: fail}
                    """,
                    Path.of("posts.yaml")))
        .isInstanceOf(Failure.class)
        .hasMessageContaining("found 'excel'; expected parquet or postgres or csv")
        .hasMessageContaining("found 'number'; expected the name of a column")
        .hasMessageContaining("found 'warn'; expected quarantine or fail")
        .hasMessageContaining("found the name 'b' again; expected a name of its own");
  }
}
