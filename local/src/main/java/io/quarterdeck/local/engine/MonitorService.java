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
import java.util.stream.Stream;
import pulumirpc.AliasOuterClass.Alias;
import pulumirpc.Provider.InvokeRequest;
import pulumirpc.Provider.InvokeResponse;
import pulumirpc.Resource.RegisterPackageRequest;
import pulumirpc.Resource.RegisterPackageResponse;
import pulumirpc.Resource.RegisterResourceOutputsRequest;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.Resource.RegisterResourceResponse;
import pulumirpc.Resource.ResourceInvokeRequest;
import pulumirpc.Resource.ResourceInvokeResponse;
import pulumirpc.Resource.SupportsFeatureRequest;
import pulumirpc.Resource.SupportsFeatureResponse;
import pulumirpc.ResourceMonitorGrpc.ResourceMonitorImplBase;

/**
 * The part of the engine that registers resources. Calls that it does not support stay
 * unimplemented, and the program receives that error.
 */
final class MonitorService extends ResourceMonitorImplBase {
  private static final String STACK_TYPE = "pulumi:pulumi:Stack";
  private static final Set<String> FEATURES =
      Set.of("secrets", "resourceReferences", "parameterization");

  private final String prefix;
  private final Deployment deployment;
  private final ResourceSteps steps;
  private final ProviderPackages packages;
  private final Map<String, String> qualifiedTypes = new ConcurrentHashMap<>();
  private final AtomicReference<String> failure = new AtomicReference<>();
  private final AtomicReference<String> root = new AtomicReference<>("");

  MonitorService(
      String project,
      String stack,
      Deployment deployment,
      ResourceSteps steps,
      ProviderPackages packages) {
    this.prefix = "urn:pulumi:" + stack + "::" + project + "::";
    this.deployment = deployment;
    this.steps = steps;
    this.packages = packages;
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
              packages
                  .provider(ProviderPackages.packageOf(request.getTok()))
                  .invoke(
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
  public void registerPackage(
      RegisterPackageRequest request, StreamObserver<RegisterPackageResponse> observer) {
    answer(
        observer,
        "register the package " + request.getParameterization().getName(),
        () ->
            RegisterPackageResponse.newBuilder()
                .setRef(packages.register(request, steps::configure))
                .build());
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
    RegisteredResource resource = resource(urn, request, before(urn, request));
    deployment.put(resource);
    return resource;
  }

  private RegisteredResource resource(
      String urn, RegisterResourceRequest request, Optional<RegisteredResource> before) {
    if (!request.getCustom()) {
      return before.orElseGet(() -> RegisteredResource.component(urn, request.getType()));
    }
    packages.check(request.getPackageRef(), request.getType());
    return request.getType().startsWith(RegisteredResource.PROVIDERS)
        ? steps.provider(urn, request, before)
        : steps.apply(urn, request, before);
  }

  /** Returns the existing resource of this name, or of one of its earlier names. */
  private Optional<RegisteredResource> before(String urn, RegisterResourceRequest request) {
    return deployment
        .find(urn)
        .or(
            () ->
                Stream.concat(
                        request.getAliasURNsList().stream(),
                        request.getAliasesList().stream().map(alias -> urn(alias, request)))
                    .flatMap(alias -> deployment.find(alias).stream())
                    .findFirst()
                    .map(earlier -> deployment.rename(earlier, urn, request.getType())));
  }

  /**
   * Returns the earlier name that an alias describes. If a part of the alias is empty, the part of
   * the resource applies.
   */
  private String urn(Alias alias, RegisterResourceRequest request) {
    if (alias.hasUrn()) {
      return alias.getUrn();
    }
    Alias.Spec spec = alias.getSpec();
    String parent = spec.getNoParent() ? "" : orElse(spec.getParentUrn(), request.getParent());
    return prefix
        + qualified(parent, orElse(spec.getType(), request.getType()))
        + "::"
        + orElse(spec.getName(), request.getName());
  }

  private static String orElse(String text, String ifEmpty) {
    return text.isEmpty() ? ifEmpty : text;
  }

  private String qualified(String parent, String type) {
    String parents = qualifiedTypes.getOrDefault(parent, "");
    return parents.isEmpty() ? type : parents + "$" + type;
  }

  private String urn(RegisterResourceRequest request) {
    String type = qualified(request.getParent(), request.getType());
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
