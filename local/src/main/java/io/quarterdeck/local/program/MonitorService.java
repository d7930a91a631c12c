package io.quarterdeck.local.program;

import com.google.protobuf.Empty;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.quarterdeck.etl.Failure;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import pulumirpc.Provider.InvokeRequest;
import pulumirpc.Provider.InvokeResponse;
import pulumirpc.Resource.RegisterResourceOutputsRequest;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.Resource.RegisterResourceResponse;
import pulumirpc.Resource.ResourceInvokeRequest;
import pulumirpc.Resource.ResourceInvokeResponse;
import pulumirpc.Resource.SupportsFeatureRequest;
import pulumirpc.Resource.SupportsFeatureResponse;
import pulumirpc.ResourceMonitorGrpc.ResourceMonitorImplBase;
import pulumirpc.ResourceProviderGrpc.ResourceProviderBlockingStub;

/**
 * The part of the engine that a program talks to. What it does not do, it leaves unimplemented,
 * which the program is told.
 */
final class MonitorService extends ResourceMonitorImplBase {
  private static final String STACK_TYPE = "pulumi:pulumi:Stack";
  private static final Set<String> FEATURES = Set.of("secrets", "resourceReferences");

  private final String prefix;
  private final Deployment deployment;
  private final ResourceSteps steps;
  private final ResourceProviderBlockingStub provider;
  private final Map<String, String> qualifiedTypes = new ConcurrentHashMap<>();
  private final AtomicReference<String> failure = new AtomicReference<>();
  private final AtomicReference<String> root = new AtomicReference<>("");

  MonitorService(
      String project,
      String stack,
      Deployment deployment,
      ResourceSteps steps,
      ResourceProviderBlockingStub provider) {
    this.prefix = "urn:pulumi:" + stack + "::" + project + "::";
    this.deployment = deployment;
    this.steps = steps;
    this.provider = provider;
  }

  /** The stack's URN; empty before the program registered it. */
  String root() {
    return root.get();
  }

  /** The first thing that went wrong, if any: what follows is often only its echo. */
  Optional<String> failure() {
    return Optional.ofNullable(failure.get());
  }

  @Override
  public void supportsFeature(
      SupportsFeatureRequest request, StreamObserver<SupportsFeatureResponse> observer) {
    answer(
        observer,
        "say what is supported",
        () ->
            SupportsFeatureResponse.newBuilder()
                .setHasSupport(FEATURES.contains(request.getId()))
                .build());
  }

  @Override
  public void invoke(
      ResourceInvokeRequest request, StreamObserver<ResourceInvokeResponse> observer) {
    answer(
        observer,
        "call " + request.getTok(),
        () -> {
          InvokeResponse answer =
              provider.invoke(
                  InvokeRequest.newBuilder()
                      .setTok(request.getTok())
                      .setArgs(request.getArgs())
                      .build());
          return ResourceInvokeResponse.newBuilder()
              .setReturn(answer.getReturn())
              .addAllFailures(answer.getFailuresList())
              .build();
        });
  }

  @Override
  public void registerResource(
      RegisterResourceRequest request, StreamObserver<RegisterResourceResponse> observer) {
    answer(
        observer,
        "make " + request.getType() + " " + request.getName(),
        () -> {
          Registered resource = register(request);
          return RegisterResourceResponse.newBuilder()
              .setUrn(resource.urn())
              .setId(resource.id())
              .setObject(resource.outputs())
              .build();
        });
  }

  private Registered register(RegisterResourceRequest request) {
    String urn = urn(request);
    if (!deployment.see(urn)) {
      throw new Failure(
          "Cannot make "
              + urn
              + ": the program asked for it twice; expected one resource of a name. Rename one.");
    }
    Optional<Registered> before = deployment.find(urn);
    Registered resource =
        request.getCustom()
            ? steps.apply(urn, request, before)
            : before.orElseGet(() -> Registered.component(urn, request.getType()));
    deployment.put(resource);
    return resource;
  }

  private String urn(RegisterResourceRequest request) {
    String parent = qualifiedTypes.getOrDefault(request.getParent(), "");
    String type = parent.isEmpty() ? request.getType() : parent + "$" + request.getType();
    String urn = prefix + type + "::" + request.getName();
    boolean isStack = request.getType().equals(STACK_TYPE);
    if (isStack) {
      root.set(urn);
    }
    // Children of the stack itself are named as if they had no parent.
    qualifiedTypes.put(urn, isStack ? "" : type);
    return urn;
  }

  @Override
  public void registerResourceOutputs(
      RegisterResourceOutputsRequest request, StreamObserver<Empty> observer) {
    answer(
        observer,
        "keep the outputs of " + request.getUrn(),
        () -> {
          deployment.outputs(request.getUrn(), request.getOutputs());
          return Empty.getDefaultInstance();
        });
  }

  @Override
  public void signalAndWaitForShutdown(Empty request, StreamObserver<Empty> observer) {
    answer(observer, "end", Empty::getDefaultInstance);
  }

  private <T> void answer(StreamObserver<T> observer, String what, Supplier<T> work) {
    try {
      observer.onNext(work.get());
      observer.onCompleted();
    } catch (StatusRuntimeException e) {
      fail(observer, "Cannot " + what + ": " + e.getStatus().getDescription());
    } catch (RuntimeException e) {
      fail(observer, e instanceof Failure ? e.getMessage() : "Cannot " + what + ": " + e);
    }
  }

  private void fail(StreamObserver<?> observer, String message) {
    failure.compareAndSet(null, message);
    observer.onError(Status.INTERNAL.withDescription(message).asRuntimeException());
  }
}
