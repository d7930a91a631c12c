package io.quarterdeck.local.databricks;

import static io.quarterdeck.local.databricks.TestJob.after;
import static io.quarterdeck.local.databricks.TestJob.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.databricks.sdk.core.error.platform.InvalidParameterValue;
import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.service.compute.DataSecurityMode;
import com.databricks.sdk.service.compute.Library;
import com.databricks.sdk.service.jobs.BaseJob;
import com.databricks.sdk.service.jobs.CreateJob;
import com.databricks.sdk.service.jobs.CronSchedule;
import com.databricks.sdk.service.jobs.DeleteJob;
import com.databricks.sdk.service.jobs.Job;
import com.databricks.sdk.service.jobs.JobEmailNotifications;
import com.databricks.sdk.service.jobs.JobSettings;
import com.databricks.sdk.service.jobs.ListJobsRequest;
import com.databricks.sdk.service.jobs.NotebookTask;
import com.databricks.sdk.service.jobs.PauseStatus;
import com.databricks.sdk.service.jobs.ResetJob;
import com.databricks.sdk.service.jobs.RunIf;
import com.databricks.sdk.service.jobs.Task;
import com.databricks.sdk.service.jobs.UpdateJob;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JobsTest {
  @TempDir private Path folder;

  private TestWorkspace workspace;

  @BeforeEach
  void start() throws IOException {
    workspace = TestWorkspace.start(folder);
  }

  @AfterEach
  void stop() {
    workspace.close();
  }

  @Test
  void jobHasDatabricksDefaultsAndSurvivesARestart() throws IOException {
    long id = create(TestJob.of(task("load", "x", "{{job.run_id}}")).setSchedule(quarterly()));
    workspace.close();
    workspace = TestWorkspace.start(folder);
    Job job = workspace.client().jobs().get(id);
    assertThat(job.getRunAsUserName()).isEqualTo("owner@quarterdeck.example");
    assertThat(job.getCreatorUserName()).isEqualTo("owner@quarterdeck.example");
    JobSettings settings = job.getSettings();
    assertThat(settings.getMaxConcurrentRuns()).isEqualTo(1);
    assertThat(settings.getTimeoutSeconds()).isZero();
    assertThat(settings.getSchedule().getPauseStatus()).isEqualTo(PauseStatus.UNPAUSED);
    Task load = settings.getTasks().iterator().next();
    assertThat(load.getRunIf()).isEqualTo(RunIf.ALL_SUCCESS);
    assertThat(load.getSparkJarTask().getParameters()).containsExactly("x", "{{job.run_id}}");
    assertThat(settings.getJobClusters().iterator().next().getNewCluster().getEnableElasticDisk())
        .isTrue();
  }

  @Test
  void resetReplacesAllSettings() {
    long id = create(TestJob.of(task("load", "x")).setTags(Map.of("stack", "local")));
    JobSettings settings = workspace.client().jobs().get(id).getSettings();
    workspace
        .client()
        .jobs()
        .reset(new ResetJob().setJobId(id).setNewSettings(settings.setTags(null).setName("other")));
    JobSettings after = workspace.client().jobs().get(id).getSettings();
    assertThat(after.getName()).isEqualTo("other");
    assertThat(after.getTags()).isNull();
  }

  @Test
  void updateReplacesFieldsAndMergesTasksByTheirKeys() {
    long id =
        create(
            TestJob.of(task("load", "x"), task("export", "y")).setTags(Map.of("stack", "local")));
    workspace
        .client()
        .jobs()
        .update(
            new UpdateJob()
                .setJobId(id)
                .setFieldsToRemove(List.of("tags", "tasks/export"))
                .setNewSettings(
                    new JobSettings()
                        .setDescription("new")
                        .setTasks(List.of(task("load", "z"), task("check", "c")))));
    JobSettings after = workspace.client().jobs().get(id).getSettings();
    assertThat(after.getTags()).isNull();
    assertThat(after.getDescription()).isEqualTo("new");
    assertThat(after.getTasks())
        .extracting(task -> task.getTaskKey() + task.getSparkJarTask().getParameters())
        .containsExactly("load[z]", "check[c]");
  }

  @Test
  void jobsAreListedPageByPageAndByName() {
    for (int i = 0; i < 5; i++) {
      create(TestJob.of(task("load", "x")).setName("job " + i));
    }
    assertThat(workspace.client().jobs().list(new ListJobsRequest().setLimit(2L)))
        .extracting(job -> job.getSettings().getName())
        .containsExactlyInAnyOrder("job 0", "job 1", "job 2", "job 3", "job 4");
    assertThat(workspace.client().jobs().list(new ListJobsRequest().setName("JOB 3")))
        .extracting(job -> job.getSettings().getName())
        .containsExactly("job 3");
    BaseJob brief = workspace.client().jobs().list(new ListJobsRequest()).iterator().next();
    assertThat(brief.getSettings().getTasks()).isNull();
    BaseJob expanded =
        workspace
            .client()
            .jobs()
            .list(new ListJobsRequest().setExpandTasks(true))
            .iterator()
            .next();
    assertThat(expanded.getSettings().getTasks()).hasSize(1);
  }

  @Test
  void deletedJobDoesNotExist() {
    long id = create(TestJob.of(task("load", "x")));
    workspace.client().jobs().delete(new DeleteJob().setJobId(id));
    assertThatThrownBy(() -> workspace.client().jobs().get(id))
        .isInstanceOf(NotFound.class)
        .hasMessage("Job " + id + " does not exist.");
    assertThatThrownBy(() -> workspace.client().jobs().getRun(id))
        .isInstanceOf(NotFound.class)
        .hasMessage("Run " + id + " does not exist.");
  }

  @Test
  void unknownAndInvalidFieldsAreRefused() {
    assertRefused(
        TestJob.of(new Task().setTaskKey("t").setNotebookTask(new NotebookTask())),
        "Cannot accept tasks[0].notebook_task: found an unknown field; expected one of"
            + " task_key, description, depends_on, run_if, spark_jar_task, job_cluster_key,"
            + " libraries, max_retries, min_retry_interval_millis, retry_on_timeout,"
            + " timeout_seconds, health, email_notifications, webhook_notifications,"
            + " notification_settings.");
    assertRefused(
        TestJob.of(task("load", "{{job.parameters.quarter}}")),
        "Cannot accept the job: found the reference {{job.parameters.quarter}}, which"
            + " does not exist; expected a parameter of the job or a dynamic value.");
    assertRefused(
        TestJob.of(task("load").setLibraries(List.of(new Library().setJar("dbfs:/jars/a.jar")))),
        "Cannot accept tasks[0].libraries[0].jar: found \"dbfs:/jars/a.jar\"; expected"
            + " a jar in /Workspace, in /Volumes or at abfss://, because DBFS is disabled by"
            + " default.");
    assertRefused(
        TestJob.of(task("a").setDependsOn(after("b")), task("b").setDependsOn(after("a"))),
        "Cannot accept the job: found tasks that wait for each other: [a, b]; expected"
            + " no cycle.");
    assertRefused(
        TestJob.of(task("a").setDependsOn(after("b"))),
        "Cannot accept the job: found a dependency on task 'b'; expected one of [a].");
    assertRefused(
        TestJob.of(task("a").setJobClusterKey("big")),
        "Cannot accept the job: found job_cluster_key 'big'; expected one of [small].");
    assertRefused(
        TestJob.of(task("a")).setSchedule(quarterly().setQuartzCronExpression("0 0 6 1 13 ?")),
        "Cannot accept schedule.quartz_cron_expression: found \"0 0 6 1 13 ?\"; expected a quartz"
            + " expression.");
    assertRefused(
        TestJob.of(task("a"))
            .setEmailNotifications(new JobEmailNotifications().setOnFailure(List.of("nobody"))),
        "Cannot accept email_notifications.on_failure[0]: found \"nobody\"; expected an e-mail"
            + " address.");
  }

  @Test
  void aClusterThatDatabricksDoesNotHaveIsRefused() {
    CreateJob job = TestJob.of(task("a"));
    var cluster = job.getJobClusters().iterator().next().getNewCluster();
    cluster.setNodeTypeId("Standard_X1");
    assertRefused(
        job,
        "Cannot accept job_clusters[0].new_cluster.node_type_id: found \"Standard_X1\"; expected a"
            + " node type of list-node-types.");
    cluster.setNodeTypeId("Standard_D4ds_v5").setSparkVersion("16.4.x-scala2.12");
    assertRefused(
        job,
        "Cannot accept job_clusters[0].new_cluster.spark_version: found \"16.4.x-scala2.12\";"
            + " expected one of 17.3.x-scala2.13, 17.3.x-photon-scala2.13.");
    cluster
        .setSparkVersion("17.3.x-scala2.13")
        .setDataSecurityMode(DataSecurityMode.USER_ISOLATION);
    assertRefused(
        job,
        "Cannot accept job_clusters[0].new_cluster.data_security_mode: found \"USER_ISOLATION\";"
            + " expected one of SINGLE_USER, DATA_SECURITY_MODE_DEDICATED.");
    cluster.setDataSecurityMode(DataSecurityMode.SINGLE_USER).setNumWorkers(0L);
    assertRefused(
        job,
        "Cannot accept the job: found a cluster without workers; expected is_single_node, or"
            + " spark.databricks.cluster.profile singleNode.");
    cluster.setNumWorkers(1L).setSparkEnvVars(Map.of("P", "x{{secrets/a/b}}"));
    assertRefused(
        job,
        "Cannot accept job_clusters[0].new_cluster.spark_env_vars.P: found"
            + " \"x{{secrets/a/b}}\"; expected a value, or {{secrets/SCOPE/KEY}} and nothing"
            + " else.");
  }

  private long create(CreateJob job) {
    return workspace.client().jobs().create(job).getJobId();
  }

  private void assertRefused(CreateJob job, String message) {
    assertThatThrownBy(() -> create(job))
        .isInstanceOf(InvalidParameterValue.class)
        .hasMessage(message);
  }

  private static CronSchedule quarterly() {
    return new CronSchedule().setQuartzCronExpression("0 0 6 1 1,4,7,10 ?").setTimezoneId("UTC");
  }
}
