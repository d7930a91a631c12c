package io.quarterdeck.local.engine;

import com.google.protobuf.Empty;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.quarterdeck.loader.failure.Failure;
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
 * The part of the engine that registers resources. Calls that it does not support stay
 * unimplemented, and the program receives that error.
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

  /** Returns the URN of the stack; empty before the program registers it. */
  String root() {
    return root.get();
  }

  /** Returns the first error, if any. Later errors are often only its consequences. */
  Optional<String> failure() {
    return Optional.ofNullable(failure.get());
  }

  @Override
  public void supportsFeature(
      SupportsFeatureRequest request, StreamObserver<SupportsFeatureResponse> observer) {
    answer(
        observer,
        "report the supported features",
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
        "create " + request.getType() + " " + request.getName(),
        () -> {
          RegisteredResource resource = register(request);
          return RegisterResourceResponse.newBuilder()
              .setUrn(resource.urn())
              .setId(resource.id())
              .setObject(resource.outputs())
              .build();
        });
  }

  private RegisteredResource register(RegisterResourceRequest request) {
    String urn = urn(request);
    if (!deployment.see(urn)) {
      throw Failure.of(
          "Cannot create %s: the program registered it twice; expected unique names. "
              + "Rename one.",
          urn);
    }
    Optional<RegisteredResource> before = deployment.find(urn);
    RegisteredResource resource =
        request.getCustom()
            ? steps.apply(urn, request, before)
            : before.orElseGet(() -> RegisteredResource.component(urn, request.getType()));
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
    // The names of the stack's children do not contain the type of the stack.
    qualifiedTypes.put(urn, isStack ? "" : type);
    return urn;
  }

  @Override
  public void registerResourceOutputs(
      RegisterResourceOutputsRequest request, StreamObserver<Empty> observer) {
    answer(
        observer,
        "store the outputs of " + request.getUrn(),
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
