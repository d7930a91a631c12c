package io.quarterdeck.local.databricks;

import com.databricks.sdk.service.pipelines.StartUpdate;
import java.io.IOException;
import java.nio.file.Path;

/** An emulator whose only update hangs. It runs until it is ended. */
public final class HangingPipelineMain {
  private HangingPipelineMain() {}

  /** Argument: the folder of the emulator. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path folder = Path.of(arguments[0]);
    TestWorkspace workspace = PipelinesTest.workspace(folder);
    String id =
        workspace
            .client()
            .pipelines()
            .create(PipelinesTest.pipeline("orders", PipelinesTest.configuration(folder, "hang")))
            .getPipelineId();
    workspace.client().pipelines().startUpdate(new StartUpdate().setPipelineId(id));
    Thread.currentThread().join();
  }
}
