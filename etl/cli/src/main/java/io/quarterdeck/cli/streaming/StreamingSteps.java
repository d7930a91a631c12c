package io.quarterdeck.cli.streaming;

import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.azure.connection.ConnectedStacks;
import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.azure.outputs.OutputValues.Streaming;
import io.quarterdeck.azure.stack.Stack;
import io.quarterdeck.cli.bootstrap.BootstrapRequest;
import io.quarterdeck.cli.bootstrap.Reach;
import io.quarterdeck.cli.bootstrap.Steps;
import io.quarterdeck.cli.bootstrap.Steps.Outcome;
import io.quarterdeck.cli.bootstrap.SystemResult;
import io.quarterdeck.cli.bootstrap.SystemSteps;
import io.quarterdeck.cli.doctor.Check;
import io.quarterdeck.cli.doctor.Finding;
import io.quarterdeck.cli.doctor.Status;
import io.quarterdeck.cli.terminal.StepProgress;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.loader.failure.Failure;

/** The steps of the streaming system: it checks that Event Hubs can be used. */
public final class StreamingSteps implements SystemSteps {
  @Override
  public PlatformSystemName system() {
    return PlatformSystemName.STREAMING;
  }

  @Override
  public int count() {
    return 1;
  }

  @Override
  public SystemResult run(BootstrapRequest request, Stack stack, Reach reach, Steps steps) {
    return new StreamingResult(steps.run("event hub", progress -> hub(request, progress)));
  }

  private static Outcome<Streaming> hub(BootstrapRequest request, StepProgress progress) {
    ConnectedStack connected = ConnectedStacks.find(request.stack(), progress);
    Streaming streaming = connected.outputs().requireStreaming();
    Check check =
        StreamingChecks.namespace(connected.outputs(), new ManagementClients(connected.access()));
    Finding finding = check.look();
    if (finding.status() != Status.OK) {
      throw Failure.of(
          "Cannot use Event Hubs: found %s; expected a working namespace. Run ./quarterdeck doctor.",
          finding.found());
    }
    return new Outcome<>(streaming, streaming.hub() + " at " + streaming.host());
  }
}
