package io.quarterdeck.local.program;

import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.quarterdeck.etl.Failure;
import io.quarterdeck.etl.terminal.Progress;
import io.quarterdeck.local.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import pulumirpc.ResourceProviderGrpc;
import pulumirpc.ResourceProviderGrpc.ResourceProviderBlockingStub;

/**
 * Runs the Pulumi program against the provider stand-in where the Pulumi CLI is not installed: the
 * engine's part is done here, as far as one stack and one provider need it.
 *
 * @param root the project, where Pulumi.yaml is
 * @param stack the stack's name
 * @param file where what stands is kept between runs
 * @param providerPort where the provider stand-in listens on 127.0.0.1
 * @param secrets settings that are in no file, by {@code namespace:key}
 */
public record LocalProgram(
    Path root, String stack, Path file, int providerPort, Map<String, String> secrets) {
  private static final int LARGEST_MESSAGE_BYTES = 64 << 20;

  /**
   * Makes what the program asks for, and deletes what it no longer asks for.
   *
   * @param log where the program's own output goes
   * @return the stack's outputs, as {@code pulumi stack output --json} prints them
   * @throws Failure when the program or the provider refuses; what stands by then is kept, and the
   *     next run goes on from there
   */
  public String up(Path log, Progress progress) throws IOException {
    return withProvider(
        provider -> {
          ProgramSettings settings = ProgramSettings.read(root, stack, secrets);
          ResourceSteps steps = new ResourceSteps(provider);
          steps.configure(settings);
          Deployment deployment = new Deployment(new DeploymentFile(file));
          String stackUrn = run(settings, deployment, steps, provider, log, progress);
          deleteUnseen(deployment, steps, progress);
          return Structs.json(deployment.find(stackUrn).orElseThrow().outputs()).toString();
        });
  }

  /**
   * Deletes everything, the latest first.
   *
   * @throws Failure when something is protected or locked; what is left is kept
   */
  public void destroy(Progress progress) throws IOException {
    withProvider(
        provider -> {
          ResourceSteps steps = new ResourceSteps(provider);
          steps.configure(ProgramSettings.read(root, stack, secrets));
          deleteUnseen(new Deployment(new DeploymentFile(file)), steps, progress);
          return null;
        });
  }

  private static void deleteUnseen(Deployment deployment, ResourceSteps steps, Progress progress) {
    for (Registered gone : deployment.unseen()) {
      progress.phase("deleting " + gone.name());
      steps.delete(gone);
      deployment.remove(gone);
    }
  }

  private String run(
      ProgramSettings settings,
      Deployment deployment,
      ResourceSteps steps,
      ResourceProviderBlockingStub provider,
      Path log,
      Progress progress)
      throws IOException {
    MonitorService monitor =
        new MonitorService(settings.project(), stack, deployment, steps, provider);
    EngineService engine = new EngineService(progress);
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(monitor)
            .addService(engine)
            .build()
            .start();
    try {
      int exitCode = new ProgramProcess(root, stack, log).run(settings, server.getPort());
      Optional<String> failure =
          monitor.failure().or(() -> engine.errors().stream().findFirst().map(this::refused));
      if (failure.isPresent()) {
        throw new Failure(failure.get());
      }
      if (exitCode != 0 || monitor.root().isEmpty()) {
        throw new Failure(
            "Cannot run the Pulumi program: it ended with exit code "
                + exitCode
                + "; expected 0. What it said is in "
                + log
                + ".");
      }
      return monitor.root();
    } finally {
      server.shutdownNow();
    }
  }

  private String refused(String first) {
    return "Cannot stand up the stack " + stack + ": " + first;
  }

  /** What is done with the provider. */
  @FunctionalInterface
  private interface Work<T> {
    T run(ResourceProviderBlockingStub provider) throws IOException;
  }

  private <T> T withProvider(Work<T> work) throws IOException {
    ManagedChannel channel =
        Grpc.newChannelBuilder(
                Ports.LOOPBACK + ":" + providerPort, InsecureChannelCredentials.create())
            .maxInboundMessageSize(LARGEST_MESSAGE_BYTES)
            .build();
    try {
      return work.run(ResourceProviderGrpc.newBlockingStub(channel));
    } catch (StatusRuntimeException e) {
      throw new Failure(
          "Cannot change the stack "
              + stack
              + ": "
              + e.getStatus().getDescription()
              + "; expected the provider to do what it is asked. Mend that, then run this again.",
          e);
    } finally {
      channel.shutdownNow();
    }
  }

  /** What stands, in the order of its creation: URNs. */
  public List<String> standing() {
    return new DeploymentFile(file).read().stream().map(Registered::urn).toList();
  }

  /** Never shows a secret. */
  @Override
  public String toString() {
    return "LocalProgram[" + stack + " of " + root + "]";
  }
}
