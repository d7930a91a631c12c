package io.quarterdeck.e2e.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A pull request that changes the dataset files, in a Git repository. */
class ReviewDatasetsIT {
  private static final Map<String, String> PULL_REQUEST = Map.of("BUILD_REASON", "PullRequest");

  @TempDir Path folder;

  @Test
  void aPullRequestMayAddAnOptionalFieldButNotRemoveOne() throws Exception {
    Repository repository = Repository.in(folder.resolve("repository")).commit();
    Path orders = repository.folder().resolve("streaming/datasets/retail-orders.yaml");
    String reason = "  - {name: reason, type: text}\n";
    String before = Files.readString(orders);
    Files.writeString(orders, before.replace(reason, reason + "  - {name: channel, type: text}\n"));
    repository.commit();

    StepRun added = review(repository, PULL_REQUEST);
    assertThat(added.error()).isEmpty();
    assertThat(added.out()).endsWith("- `retail-orders`: added the optional field channel\n");

    Files.writeString(orders, before.replace(reason, ""));
    repository.commit();
    StepRun removed = review(repository, PULL_REQUEST);
    assertThat(removed.exitCode()).isEqualTo(1);
    assertThat(removed.error())
        .startsWith(
            "Cannot accept the change of the datasets: found breaking changes (retail-orders:"
                + " removed the field channel; retail-orders: removed the field reason); expected");

    StepRun nowhere = review(repository, Map.of());
    assertThat(nowhere.error())
        .startsWith("Cannot review the datasets: found no commit origin/main; expected one");
  }

  private StepRun review(Repository repository, Map<String, String> environment) throws Exception {
    return Script.run(repository.folder(), folder, environment, "ci/scripts/review-datasets");
  }
}
