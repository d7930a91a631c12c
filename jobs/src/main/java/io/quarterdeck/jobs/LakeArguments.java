package io.quarterdeck.jobs;

import io.quarterdeck.contract.CorrelationId;
import io.quarterdeck.contract.Days;
import io.quarterdeck.contract.JobFlag;
import io.quarterdeck.contract.JobProgram;
import io.quarterdeck.contract.RestorePlan;
import io.quarterdeck.loader.dataset.LakeDataset;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Arguments of the jobs of the lakehouse. A value is empty if the program does not have its flag.
 *
 * @param dataset the dataset
 * @param lake the lake container, as {@code abfs://CONTAINER@HOST}
 * @param days the days of the data
 * @param input the rows to read
 * @param output the folder to write
 * @param runId the run's id
 * @param correlation the correlation id: that of the command or pipeline that started the run, else
 *     that of the run of the job; empty if the program is not a task of a job
 * @param rows the number of rows to generate
 * @param seed the seed of generated rows
 * @param topics the number of tags that a model distinguishes
 * @param retentionDays the number of days for which rows are kept
 * @param plan the tables and versions that are restored
 * @param stream the arguments of the jobs of the streaming system
 * @param settings settings of Spark and of Hadoop file systems
 */
record LakeArguments(
    Supplier<LakeDataset> dataset,
    Optional<URI> lake,
    Optional<Days> days,
    Optional<String> input,
    Optional<String> output,
    String runId,
    Optional<CorrelationId> correlation,
    long rows,
    long seed,
    int topics,
    long retentionDays,
    Optional<RestorePlan> plan,
    StreamArguments stream,
    Map<String, String> settings) {
  private static final long MAXIMUM_ROWS = 10_000_000;
  private static final Set<JobFlag> OPTIONAL =
      Set.of(
          JobFlag.DATASET,
          JobFlag.DATASET_FILE,
          JobFlag.ROWS,
          JobFlag.SEED,
          JobFlag.TOPICS,
          JobFlag.RETENTION,
          JobFlag.TRIGGER,
          JobFlag.LOST_EVENTS,
          JobFlag.JOB_RUN,
          JobFlag.CORRELATION_ID,
          JobFlag.CONF_FILE);

  /**
   * Parses the command line.
   *
   * @throws Arguments.Invalid with all problems found
   */
  static LakeArguments parse(JobProgram program, List<String> line) throws Arguments.Invalid {
    Arguments arguments = new Arguments(line, program);
    List<JobFlag> required = new ArrayList<>(program.flags());
    required.removeAll(OPTIONAL);
    required.sort(null);
    arguments.require(required.toArray(JobFlag[]::new));
    Optional<URI> lake = arguments.container(JobFlag.LAKE);
    Optional<Days> days = arguments.days();
    Optional<String> input = arguments.location(JobFlag.INPUT);
    Optional<String> output = arguments.location(JobFlag.OUTPUT);
    String runId = arguments.runId();
    Optional<CorrelationId> correlation =
        arguments.correlation(arguments.text(JobFlag.JOB_RUN).orElse(""));
    long rows = arguments.number(JobFlag.ROWS, 1_000, 0, MAXIMUM_ROWS);
    long seed = arguments.number(JobFlag.SEED, 42, Long.MIN_VALUE, Long.MAX_VALUE);
    long topics = arguments.number(JobFlag.TOPICS, 20, 1, 200);
    long retention = arguments.number(JobFlag.RETENTION, 400, 7, 100_000);
    Optional<RestorePlan> plan = arguments.restorePlan();
    StreamArguments stream = StreamArguments.parse(arguments, System.getenv());
    Map<String, String> settings = arguments.settings();
    Supplier<LakeDataset> dataset = arguments.lakeDataset();
    arguments.check("the " + program.task());
    return new LakeArguments(
        dataset,
        lake,
        days,
        input,
        output,
        runId,
        correlation,
        rows,
        seed,
        (int) topics,
        retention,
        plan,
        stream,
        settings);
  }

  /** Returns the correlation id as the id of the run in rows; empty outside of a job. */
  String run() {
    return correlation.map(CorrelationId::text).orElse("");
  }
}
