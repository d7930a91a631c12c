package io.quarterdeck.jobs;

import io.quarterdeck.contract.JobProgram;
import io.quarterdeck.contract.StreamName;
import io.quarterdeck.jobs.lake.LakeRoot;
import io.quarterdeck.jobs.stream.StreamVerdict;
import io.quarterdeck.jobs.stream.StreamVerifier;
import io.quarterdeck.loader.progress.Progress;
import io.quarterdeck.loader.stream.OrderPipeline;

/**
 * Spark application that compares silver and gold with a computation from bronze, and fails if they
 * differ. {@link LakeJob} describes its output.
 */
public final class VerifyJob {
  private VerifyJob() {}

  /** Runs the job. */
  public static void main(String[] arguments) throws Exception {
    LakeJob.main(arguments, JobProgram.VERIFY, VerifyJob::run);
  }

  private static void run(LakeArguments arguments, LakeRoot lake, Progress progress) {
    progress.phase("Computing silver and gold from bronze");
    StreamVerdict verdict = new StreamVerifier(lake, OrderPipeline.packaged()).verify();
    progress.note(verdict.summary());
    lake.write(StreamName.VERIFICATION.streamName(), verdict.summary() + "\n");
    verdict.require();
  }
}
