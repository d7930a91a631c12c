package io.quarterdeck.azure.databricks.job;

import static io.quarterdeck.azure.databricks.job.Difference.Origin.DEFINITION;
import static io.quarterdeck.azure.databricks.job.Difference.Origin.DRIFT;
import static org.assertj.core.api.Assertions.assertThat;

import com.databricks.sdk.service.jobs.Format;
import com.databricks.sdk.service.jobs.JobParameterDefinition;
import com.databricks.sdk.service.jobs.JobSettings;
import io.quarterdeck.azure.databricks.Jobs;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTest {
  private static final String RETRIES = "tasks[load].max_retries";

  private final JobSettings wish = Jobs.definition(Jobs.OPTIONS).settings();

  @Test
  void aDefaultThatTheWorkspacePutInIsNoDifference() {
    JobSettings given = withDefault(copy(wish));

    assertThat(new Comparison(wish, given, registered(wish, given)).differences()).isEmpty();
  }

  @Test
  void withoutARecordADefaultCannotBeToldFromAnEdit() {
    JobSettings live = withDefault(copy(wish));

    assertThat(new Comparison(wish, live, Optional.empty()).differences())
        .containsExactly(difference("format", "MULTI_TASK", null, DEFINITION));
  }

  @Test
  void anEditByHandIsDriftAndIsPutRight() {
    JobSettings live = withRetries(withDefault(copy(wish)), 5);

    assertThat(new Comparison(wish, live, registered(wish, withDefault(copy(wish)))).differences())
        .containsExactly(difference(RETRIES, "5", "2", DRIFT));
  }

  @Test
  void aParameterThatWasAddedOrDeletedByHandIsDrift() {
    JobSettings live = copy(wish);
    List<JobParameterDefinition> parameters = new ArrayList<>(live.getParameters());
    parameters.removeIf(parameter -> parameter.getName().equals("max_rejects"));
    parameters.add(new JobParameterDefinition().setName("extra").setDefault("1"));
    live.setParameters(parameters);

    assertThat(new Comparison(wish, live, registered(wish, wish)).differences())
        .containsExactly(
            difference("parameters[extra].default", "1", null, DRIFT),
            difference("parameters[extra].name", "extra", null, DRIFT),
            difference("parameters[max_rejects].default", null, "0", DRIFT),
            difference("parameters[max_rejects].name", null, "max_rejects", DRIFT));
  }

  @Test
  void aChangedDefinitionIsNoDrift() {
    JobSettings changed = withRetries(copy(wish), 3);

    assertThat(
            new Comparison(
                    changed, withDefault(copy(wish)), registered(wish, withDefault(copy(wish))))
                .differences())
        .containsExactly(difference(RETRIES, "2", "3", DEFINITION));
  }

  @Test
  void aFieldThatTheWorkspaceDoesNotGiveBackIsNoDifference() {
    JobSettings given = copy(wish).setRunAs(null);

    assertThat(new Comparison(wish, given, registered(wish, given)).differences()).isEmpty();
  }

  @Test
  void keptDriftGoesIntoTheWishAndTheRestOfTheWishStays() {
    JobSettings live = withRetries(copy(wish), 5);
    live.setTags(Map.of("managed_by", "quarterdeck", "cost", "42"));
    JobSettings changed = copy(wish).setTimeoutSeconds(60L);

    JobSettings merged = new Comparison(changed, live, registered(wish, wish)).wishKeepingDrift();

    assertThat(SettingsTree.fields(merged))
        .containsEntry(RETRIES, "5")
        .containsEntry("tags.cost", "42")
        .containsEntry("timeout_seconds", "60")
        .containsEntry("tasks[export].max_retries", "2")
        .doesNotContainKey("tags.stack");
  }

  @Test
  void driftThatWasKeptIsStillDriftTheNextTime() {
    JobSettings live = withRetries(copy(wish), 5);
    Comparison first = new Comparison(wish, live, registered(wish, wish));

    Registered remembered = first.remember(7, live, first.differences());

    assertThat(new Comparison(wish, live, Optional.of(remembered)).differences())
        .containsExactly(difference(RETRIES, "5", "2", DRIFT));
  }

  private static Optional<Registered> registered(JobSettings wished, JobSettings given) {
    return Optional.of(new Registered(7, SettingsTree.fields(wished), SettingsTree.fields(given)));
  }

  private static Difference difference(
      String field, String found, String wanted, Difference.Origin origin) {
    return new Difference(field, Optional.ofNullable(found), Optional.ofNullable(wanted), origin);
  }

  private static JobSettings copy(JobSettings settings) {
    return SettingsTree.settings(SettingsTree.tree(settings));
  }

  private static JobSettings withDefault(JobSettings settings) {
    return settings.setFormat(Format.MULTI_TASK);
  }

  private static JobSettings withRetries(JobSettings settings, long retries) {
    settings.getTasks().stream()
        .filter(task -> task.getTaskKey().equals("load"))
        .forEach(task -> task.setMaxRetries(retries));
    return settings;
  }
}
