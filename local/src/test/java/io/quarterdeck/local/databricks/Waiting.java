package io.quarterdeck.local.databricks;

import static org.assertj.core.api.Assertions.assertThat;

import com.databricks.sdk.service.jobs.Run;
import com.databricks.sdk.service.jobs.RunLifecycleStateV2State;
import io.quarterdeck.local.process.Polling;
import java.util.function.BooleanSupplier;

/** Waits for conditions. */
final class Waiting {
  private static final int SECONDS = 180;

  private Waiting() {}

  static void until(String what, BooleanSupplier condition) {
    assertThat(Polling.await(what, SECONDS, condition)).as(what).isTrue();
  }

  static Run forEnd(TestWorkspace workspace, long run) {
    until(
        "run " + run + " to end",
        () ->
            workspace.client().jobs().getRun(run).getStatus().getState()
                == RunLifecycleStateV2State.TERMINATED);
    return workspace.client().jobs().getRun(run);
  }
}
