package io.quarterdeck.local.engine;

import io.grpc.Server;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.loader.progress.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the Pulumi program with the provider emulator if the Pulumi CLI is not installed. It
 * implements the engine for one stack and one provider.
 *
 * @param root the project folder, which contains Pulumi.yaml
 * @param stack the name of the stack
 * @param file stores the resources between runs
 * @param providerPort the port of the provider emulator on 127.0.0.1
 * @param secrets secret settings that are not in a file, by {@code namespace:key}
 * @param added other settings that are not in a file, by {@code namespace:key}; lists as JSON
 */
public record LocalProgram(
    Path root,
    String stack,
    Path file,
    int providerPort,
    Map<String, String> secrets,
    Map<String, String> added) {
  /** Creates a program whose settings are in its files, except its secrets. */
  public LocalProgram(
      Path root, String stack, Path file, int providerPort, Map<String, String> secrets) {
    this(root, stack, file, providerPort, secrets, Map.of());
  }

  /** Returns the program with settings that are not in a file. */
  public LocalProgram with(Map<String, String> settings) {
    return new LocalProgram(root, stack, file, providerPort, secrets, settings);
  }

  /**
   * Creates or updates the resources of the program, and deletes resources that it no longer
   * registers.
   *
   * @param log the file for the output of the program
   * @return the outputs of the stack, in the format of {@code pulumi stack output --json}
   * @throws Failure if the program or the provider fails; the resources that exist by then are
   *     stored, and the next run continues with them
   */
  public String up(Path log, Progress progress) throws IOException {
    return withProvider(
        packages -> {
          ProgramSettings settings = ProgramSettings.read(root, stack, secrets, added);
          ResourceSteps steps = new ResourceSteps(packages, settings);
          steps.configure(ProviderPackages.DEFAULT);
          Deployment deployment = new Deployment(new DeploymentFile(file));
          String stackUrn = run(settings, deployment, steps, packages, log, progress);
          deleteUnseen(deployment, steps, progress);
          return Structs.json(deployment.find(stackUrn).orElseThrow().outputs()).toString();
        });
  }

  /**
   * Deletes all resources, newest first.
   *
   * @throws Failure if a resource is protected or locked; the remaining resources are stored
   */
  public void destroy(Progress progress) throws IOException {
    withProvider(
        packages -> {
          Deployment deployment = new Deployment(new DeploymentFile(file));
          ResourceSteps steps =
              new ResourceSteps(packages, ProgramSettings.read(root, stack, secrets, added));
          steps.configure(ProviderPackages.DEFAULT);
          deployment.all().stream().filter(RegisteredResource::isProvider).forEach(steps::restore);
          deleteUnseen(deployment, steps, progress);
          return null;
        });
  }

  private static void deleteUnseen(Deployment deployment, ResourceSteps steps, Progress progress) {
    for (RegisteredResource gone : deployment.unseen()) {
      progress.phase("deleting " + gone.name());
      steps.delete(gone);
      deployment.remove(gone);
    }
  }

  private String run(
      ProgramSettings settings,
      Deployment deployment,
      ResourceSteps steps,
      ProviderPackages packages,
      Path log,
      Progress progress)
      throws IOException {
    MonitorService monitor =
        new MonitorService(settings.project(), stack, deployment, steps, packages);
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
        throw Failure.of(
            "Cannot run the Pulumi program: it ended with exit code %s; expected 0. "
                + "Its output is in %s.",
            exitCode, log);
      }
      return monitor.root();
    } finally {
      server.shutdownNow();
    }
  }

  private String refused(String first) {
    return "Cannot deploy the stack " + stack + ": " + first;
  }

  /** Uses the providers. */
  @FunctionalInterface
  private interface Work<T> {
    T run(ProviderPackages packages) throws IOException;
  }

  private <T> T withProvider(Work<T> work) throws IOException {
    try (ProviderPackages packages = new ProviderPackages(providerPort)) {
      return work.run(packages);
    } catch (StatusRuntimeException e) {
      throw Failure.causedBy(
          e,
          "Cannot change the stack %s: %s; expected the provider to accept the "
              + "change. Fix the reported error, then run this again.",
          stack,
          e.getStatus().getDescription());
    }
  }

  /** Returns the URNs of the existing resources, in the order of their creation. */
  public List<String> resources() {
    return new DeploymentFile(file).read().stream().map(RegisteredResource::urn).toList();
  }

  /** Never contains a secret. */
  @Override
  public String toString() {
    return "LocalProgram[" + stack + " of " + root + "]";
  }
}
