package io.quarterdeck.e2e.sequences;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;

/**
 * The job's main classes in a JVM with a Spark session that stays, which is how a cluster of
 * Databricks runs them. Spark is on the class path of its process alone, so it is found by name.
 */
final class JobWorker {
  private JobWorker() {}

  /** Arguments: the file to write the port to. */
  public static void main(String[] arguments) throws Exception {
    Object builder =
        Class.forName("org.apache.spark.sql.SparkSession").getMethod("builder").invoke(null);
    Class<?> type = Class.forName("org.apache.spark.sql.SparkSession$Builder");
    type.getMethod("getOrCreate")
        .invoke(type.getMethod("appName", String.class).invoke(builder, "sequences"));
    WorkerServer.serve(Path.of(arguments[0]), JobWorker::run);
  }

  /** The first word is the main class. A task that throws has failed. */
  private static List<String> run(List<String> words) {
    try {
      Class.forName(words.get(0))
          .getMethod("main", String[].class)
          .invoke(null, (Object) words.subList(1, words.size()).toArray(new String[0]));
      return List.of("0", "", "");
    } catch (InvocationTargetException e) {
      StringWriter text = new StringWriter();
      e.getCause().printStackTrace(new PrintWriter(text));
      return List.of("1", "", text.toString());
    } catch (ReflectiveOperationException e) {
      return List.of("70", "", e.toString());
    }
  }
}
