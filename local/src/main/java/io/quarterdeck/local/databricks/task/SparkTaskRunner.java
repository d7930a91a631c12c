package io.quarterdeck.local.databricks.task;

import io.quarterdeck.contract.JobFlag;
import io.quarterdeck.local.files.PrivateFiles;
import io.quarterdeck.local.spark.SparkArchive;
import io.quarterdeck.local.spark.SparkJvm;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Runs the jar of a task on local Spark in its own JVM. Thread-safe. */
public final class SparkTaskRunner implements TaskRunner {
  /** The environment variables that the task inherits. All others are removed. */
  private static final List<String> KEPT = List.of("PATH", "HOME", "LANG", "TZ");

  private final SparkInstallation spark;
  private final SparkArchive archive;
  private final EventHubSignIn eventHub;

  /** Creates a runner of a stack without an event hub. */
  public SparkTaskRunner(SparkInstallation spark, SparkArchive archive) {
    this(spark, archive, identity -> Map.of());
  }

  public SparkTaskRunner(SparkInstallation spark, SparkArchive archive, EventHubSignIn eventHub) {
    this.spark = spark;
    this.archive = archive;
    this.eventHub = eventHub;
  }

  @Override
  public Process start(TaskLaunch launch) throws IOException {
    // The arguments are in a private file, because every user can read the command line and there
    // may be keys in the arguments.
    Path arguments = launch.work().resolve("java.arguments");
    List<Path> jars = spark.jars();
    SparkArchive.Launch jvm = archive.launch(jars);
    PrivateFiles.write(arguments, JavaArguments.text(arguments(launch, jars, jvm.options())));
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    ProcessBuilder builder =
        new ProcessBuilder(java.toString(), "@" + arguments)
            .directory(launch.work().toFile())
            .redirectInput(Redirect.from(new File("/dev/null")))
            .redirectOutput(Redirect.appendTo(launch.log().toFile()))
            .redirectErrorStream(true);
    builder.environment().keySet().retainAll(KEPT);
    for (ServiceCredential credential : launch.credentials()) {
      if (uses(launch, credential)) {
        builder.environment().putAll(eventHub.variables(credential.identityId()));
      }
    }
    builder.environment().putAll(launch.environment());
    Process process = builder.start();
    jvm.started().by(process);
    return process;
  }

  /** Returns whether the arguments of the task name the credential. */
  private static boolean uses(TaskLaunch launch, ServiceCredential credential) {
    List<String> parameters = launch.parameters();
    int flag = parameters.indexOf(JobFlag.SERVICE_CREDENTIAL.flag());
    return flag >= 0
        && flag + 1 < parameters.size()
        && parameters.get(flag + 1).equals(credential.name());
  }

  private List<String> arguments(TaskLaunch launch, List<Path> jars, List<String> options) {
    List<String> arguments = new ArrayList<>(SparkJvm.OPTIONS);
    arguments.addAll(options);
    arguments.add("-Djava.io.tmpdir=" + launch.work());
    // The settings of the cluster override those of local Spark.
    Map<String, String> settings = new TreeMap<>(spark.settings().in(launch.work()));
    settings.put(
        "spark.hadoop." + LocationAccess.SETTING, LocationAccess.setting(launch.locations()));
    for (LocationAccess location : launch.locations()) {
      if (!location.privileges().isEmpty() && !location.identityId().isEmpty()) {
        settings.putAll(spark.signIn().settings(location.host(), location.identityId()));
      }
    }
    settings.putAll(launch.sparkConf());
    settings.forEach((key, value) -> arguments.add("-D" + key + "=" + value));
    arguments.add("-cp");
    arguments.add(classPath(launch, jars));
    arguments.add(launch.mainClass());
    arguments.addAll(launch.parameters());
    return arguments;
  }

  /** As on Databricks, the runtime's libraries precede those of the task. */
  private static String classPath(TaskLaunch launch, List<Path> jars) {
    return Stream.of(jars, launch.jars(), List.of(SparkInstallation.runtime()))
        .flatMap(List::stream)
        .map(Path::toString)
        .collect(Collectors.joining(File.pathSeparator));
  }
}
