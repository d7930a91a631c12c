package io.quarterdeck.local.databricks.pipelines;

import io.quarterdeck.contract.JobFlag;
import io.quarterdeck.contract.JobProgram;
import io.quarterdeck.contract.StreamTrigger;
import java.util.List;

/**
 * The program that runs an update in place of the SQL of the pipeline. The configuration of the
 * pipeline names its lake and the jar of the program.
 *
 * @param mainClass the class whose {@code main} is called
 */
public record PipelineProgram(String mainClass) {
  /** The program of the project, which computes silver and gold from bronze. */
  public static final PipelineProgram ORDERS = new PipelineProgram(JobProgram.PIPELINE.mainClass());

  /** Returns the arguments for an update, which ends when it has read all events. */
  List<String> arguments(String lake, String updateId) {
    return List.of(
        JobFlag.LAKE.flag(),
        lake,
        JobFlag.JOB_RUN.flag(),
        updateId,
        JobFlag.CORRELATION_ID.flag(),
        updateId,
        JobFlag.TRIGGER.flag(),
        StreamTrigger.AVAILABLE_NOW.text());
  }
}
