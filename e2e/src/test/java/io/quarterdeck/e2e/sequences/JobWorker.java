package io.quarterdeck.e2e.sequences;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs the main classes of the job in a JVM with a permanent Spark session, like a Databricks
 * cluster. Spark is only on the class path of this process, so it is called through reflection.
 */
final class JobWorker {
  private JobWorker() {}

  /**
   * Runs the worker.
   *
   * @param arguments the file to which the port is written
   */
  public static void main(String[] arguments) throws Exception {
    Object builder =
        Class.forName("org.apache.spark.sql.SparkSession").getMethod("builder").invoke(null);
    Class<?> type = Class.forName("org.apache.spark.sql.SparkSession$Builder");
    type.getMethod("getOrCreate")
        .invoke(type.getMethod("appName", String.class).invoke(builder, "sequences"));
    WorkerServer.serve(Path.of(arguments[0]), JobWorker::run);
  }

  /**
   * Runs a main class, the first word, with the other words as arguments. A task that throws has
   * failed.
   */
  private static List<String> run(List<String> arguments) {
    try {
      Class.forName(arguments.get(0))
          .getMethod("main", String[].class)
          .invoke(null, (Object) arguments.subList(1, arguments.size()).toArray(new String[0]));
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
