package io.quarterdeck.local.databricks;

import com.databricks.sdk.service.compute.ClusterSpec;
import com.databricks.sdk.service.compute.DataSecurityMode;
import com.databricks.sdk.service.compute.Library;
import com.databricks.sdk.service.jobs.CreateJob;
import com.databricks.sdk.service.jobs.JobCluster;
import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunTask;
import com.databricks.sdk.service.jobs.SparkJarTask;
import com.databricks.sdk.service.jobs.Task;
import com.databricks.sdk.service.jobs.TaskDependency;
import java.util.Arrays;
import java.util.List;

/** Jobs whose tasks run {@link TaskMain}. */
final class TestJob {
  private TestJob() {}

  static CreateJob of(Task... tasks) {
    return new CreateJob()
        .setName("quarterly")
        .setJobClusters(
            List.of(new JobCluster().setJobClusterKey("small").setNewCluster(cluster())))
        .setTasks(Arrays.asList(tasks));
  }

  static ClusterSpec cluster() {
    return new ClusterSpec()
        .setSparkVersion("17.3.x-scala2.13")
        .setNodeTypeId("Standard_D4ds_v5")
        .setNumWorkers(1L)
        .setDataSecurityMode(DataSecurityMode.SINGLE_USER);
  }

  static Task task(String key, String... arguments) {
    return new Task()
        .setTaskKey(key)
        .setJobClusterKey("small")
        .setSparkJarTask(
            new SparkJarTask()
                .setMainClassName(TaskMain.class.getName())
                .setParameters(List.of(arguments)))
        .setLibraries(List.of(new Library().setJar(TestWorkspace.JAR)));
  }

  static List<TaskDependency> after(String... keys) {
    return Arrays.stream(keys).map(key -> new TaskDependency().setTaskKey(key)).toList();
  }

  /** Returns the attempts at the task, in the order of their creation. */
  static List<RunTask> attempts(Run run, String key) {
    return run.getTasks().stream().filter(task -> task.getTaskKey().equals(key)).toList();
  }
}
