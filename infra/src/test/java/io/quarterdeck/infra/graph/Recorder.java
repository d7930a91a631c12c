package io.quarterdeck.infra.graph;

import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import com.pulumi.resources.ResourceTransformation;
import com.pulumi.test.Mocks;
import com.pulumi.test.PulumiTest;
import com.pulumi.test.TestOptions;
import com.pulumi.test.TestResult;
import io.quarterdeck.contract.ApiVersions;
import io.quarterdeck.infra.App;
import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.infra.settings.SettingsSource;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Runs the program with Pulumi's mocks and records the declared resources. */
public final class Recorder implements Mocks, ResourceTransformation {
  public static final String SUBSCRIPTION = "00000000-0000-0000-0000-000000000001";
  public static final String TENANT = "00000000-0000-0000-0000-000000000002";
  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

  private record Declared(
      Resource resource,
      Optional<String> parent,
      boolean protect,
      List<String> ignoreChanges,
      List<String> replaceOnChanges,
      boolean deleteBeforeReplace,
      List<String> after) {}

  private final List<Declared> declared = new ArrayList<>();
  private final Map<String, Map<String, Object>> inputs = new ConcurrentHashMap<>();

  private Recorder() {}

  /** Returns the graph of the program with these settings. */
  public static Graph run(SettingsSource settings) {
    Recorder recorder = new Recorder();
    TestOptions options =
        TestOptions.builder()
            .projectName("quarterdeck")
            .stackName("test")
            .resourceTransformations(List.of(recorder))
            .build();
    try {
      TestResult result =
          PulumiTest.withMocks(recorder)
              .withOptions(options)
              .runTest(context -> App.stack(context, settings, Clock.fixed(NOW, ZoneOffset.UTC)));
      return recorder.graph(result);
    } finally {
      PulumiTest.cleanup();
    }
  }

  private Graph graph(TestResult result) {
    result.exceptions().forEach(failure -> rethrow(failure, result));
    List<Node> nodes = new ArrayList<>();
    for (Declared one : declared) {
      String type = one.resource().pulumiResourceType();
      String name = one.resource().pulumiResourceName();
      if (type.startsWith("pulumi:")) {
        continue;
      }
      nodes.add(
          new Node(
              type,
              name,
              one.parent(),
              one.protect(),
              one.ignoreChanges(),
              one.replaceOnChanges(),
              one.deleteBeforeReplace(),
              one.after(),
              inputs.getOrDefault(type + " " + name, Map.of())));
    }
    Map<String, Object> outputs = new TreeMap<>();
    result.outputs().forEach((name, value) -> outputs.put(name, PulumiTest.extractValue(value)));
    return new Graph(nodes, outputs, result.errors());
  }

  private static void rethrow(Exception failure, TestResult result) {
    throw new AssertionError("The program failed: " + result.errors(), failure);
  }

  @Override
  public Optional<Result> apply(Args args) {
    var options = args.options();
    List<String> after =
        PulumiTest.extractValue(options.getDependsOn()).stream()
            .map(Resource::pulumiResourceName)
            .toList();
    synchronized (declared) {
      declared.add(
          new Declared(
              args.resource(),
              options
                  .getParent()
                  .filter(ComponentResource.class::isInstance)
                  .map(Resource::pulumiResourceName),
              options.isProtect(),
              options.getIgnoreChanges(),
              options.getReplaceOnChanges(),
              options instanceof CustomResourceOptions own && own.getDeleteBeforeReplace(),
              after));
    }
    return Optional.empty();
  }

  @Override
  public CompletableFuture<ResourceResult> newResourceAsync(ResourceArgs args) {
    inputs.put(args.type + " " + args.name, new TreeMap<>(args.inputs));
    if (!ApiVersions.withoutVersion(args.type).startsWith("azure-native:")) {
      return CompletableFuture.completedFuture(
          ResourceResult.of(Optional.of(args.name), args.inputs));
    }
    String id = ArmRequest.of(args.type, args.inputs, SUBSCRIPTION).id();
    return CompletableFuture.completedFuture(
        ResourceResult.of(Optional.of(id), Answers.of(args.type, id, args.inputs)));
  }

  @Override
  public CompletableFuture<Map<String, Object>> callAsync(CallArgs args) {
    return CompletableFuture.completedFuture(
        Map.of(
            "clientId",
            "00000000-0000-0000-0000-000000000003",
            "objectId",
            "00000000-0000-0000-0000-000000000004",
            "subscriptionId",
            SUBSCRIPTION,
            "tenantId",
            TENANT));
  }
}
