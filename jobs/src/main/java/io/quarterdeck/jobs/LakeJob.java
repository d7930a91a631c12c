package io.quarterdeck.jobs;

import io.quarterdeck.contract.JobProgram;
import io.quarterdeck.jobs.lake.DeltaSession;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.loader.progress.Progress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * A Spark application of the lakehouse. It prints lines {@code PHASE what} and {@code NOTE line} to
 * standard output. {@link Launch} describes how it ends.
 *
 * @param program the program
 * @param arguments its arguments
 * @param work what it does
 */
record LakeJob(JobProgram program, LakeArguments arguments, Work work) implements Launch.Job {
  /** The work of a job. */
  @FunctionalInterface
  interface Work {
    /**
     * Does the work.
     *
     * @param lake the lake; of a program without the flag for it, only the session is used
     */
    void run(LakeArguments arguments, LakeRoot lake, Progress progress);
  }

  /** Runs a job. */
  static void main(String[] line, JobProgram program, Work work) throws Exception {
    Launch.main(line, words -> new LakeJob(program, LakeArguments.parse(program, words), work));
  }

  @Override
  public String name() {
    return "the " + program.task();
  }

  @Override
  public void run(Launch.Session given) {
    Progress progress = new ProtocolProgress(System.out);
    progress.phase("Starting Spark");
    SparkSession session = SparkSessions.openWithDelta(arguments.settings());
    try {
      LakeRoot lake =
          new LakeRoot(tables(session), arguments.lake().orElseGet(() -> URI.create("none:///")));
      work.run(arguments, lake, progress);
    } finally {
      if (given == Launch.Session.OWN) {
        session.stop();
      }
    }
  }

  private SparkSession tables(SparkSession session) {
    SparkSession tables = DeltaSession.of(session);
    arguments.correlation().ifPresent(id -> DeltaSession.correlate(tables, id));
    return tables;
  }

  @Override
  public List<String> secrets() {
    List<String> secrets = new ArrayList<>(Arguments.secrets(arguments.settings()));
    arguments.stream().connection().ifPresent(secrets::add);
    return secrets;
  }
}
