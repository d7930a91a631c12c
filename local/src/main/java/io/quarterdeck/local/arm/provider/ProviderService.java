package io.quarterdeck.local.arm.provider;

import com.google.protobuf.Empty;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.quarterdeck.local.arm.types.PackageSchema;
import io.quarterdeck.local.arm.types.ProviderPackage;
import io.quarterdeck.local.http.ApiError;
import java.util.function.Supplier;
import pulumirpc.Plugin.PluginAttach;
import pulumirpc.Plugin.PluginInfo;
import pulumirpc.Provider.CheckRequest;
import pulumirpc.Provider.CheckResponse;
import pulumirpc.Provider.ConfigureRequest;
import pulumirpc.Provider.ConfigureResponse;
import pulumirpc.Provider.CreateRequest;
import pulumirpc.Provider.CreateResponse;
import pulumirpc.Provider.DeleteRequest;
import pulumirpc.Provider.DiffRequest;
import pulumirpc.Provider.DiffResponse;
import pulumirpc.Provider.GetSchemaRequest;
import pulumirpc.Provider.GetSchemaResponse;
import pulumirpc.Provider.InvokeRequest;
import pulumirpc.Provider.InvokeResponse;
import pulumirpc.Provider.ParameterizeRequest;
import pulumirpc.Provider.ParameterizeResponse;
import pulumirpc.Provider.ProviderHandshakeRequest;
import pulumirpc.Provider.ProviderHandshakeResponse;
import pulumirpc.Provider.ReadRequest;
import pulumirpc.Provider.ReadResponse;
import pulumirpc.Provider.UpdateRequest;
import pulumirpc.Provider.UpdateResponse;
import pulumirpc.ResourceProviderGrpc.ResourceProviderImplBase;

/** The engine's protocol. Each call returns one answer or one error. Thread-safe. */
final class ProviderService extends ResourceProviderImplBase {
  @Override
  public void handshake(
      ProviderHandshakeRequest request, StreamObserver<ProviderHandshakeResponse> observer) {
    answer(observer, () -> ProviderHandshakeResponse.newBuilder().setAcceptSecrets(true).build());
  }

  @Override
  public void attach(PluginAttach request, StreamObserver<Empty> observer) {
    answer(observer, Empty::getDefaultInstance);
  }

  @Override
  public void getPluginInfo(Empty request, StreamObserver<PluginInfo> observer) {
    answer(observer, () -> PluginInfo.newBuilder().setVersion(ProviderServer.VERSION).build());
  }

  /**
   * Selects the package of one module at a requested API version. The provider then serves its
   * types.
   */
  @Override
  public void parameterize(
      ParameterizeRequest request, StreamObserver<ParameterizeResponse> observer) {
    answer(observer, () -> Parameterization.of(request, ProviderSession.current()));
  }

  /** The schema, from which {@code pulumi import} generates code. */
  @Override
  public void getSchema(GetSchemaRequest request, StreamObserver<GetSchemaResponse> observer) {
    answer(
        observer,
        () -> {
          ProviderPackage served = ProviderSession.current().served();
          return GetSchemaResponse.newBuilder()
              .setSchema(PackageSchema.of(served, ProviderServer.VERSION).toString())
              .build();
        });
  }

  @Override
  public void checkConfig(CheckRequest request, StreamObserver<CheckResponse> observer) {
    answer(observer, () -> InputChecks.config(request));
  }

  @Override
  public void diffConfig(DiffRequest request, StreamObserver<DiffResponse> observer) {
    answer(
        observer,
        () -> DiffResponse.newBuilder().setChanges(DiffResponse.DiffChanges.DIFF_NONE).build());
  }

  /** Called at the start of each update. */
  @Override
  public void configure(ConfigureRequest request, StreamObserver<ConfigureResponse> observer) {
    answer(
        observer,
        () -> {
          ProviderSession.current().configure(request);
          return ConfigureResponse.newBuilder()
              .setAcceptSecrets(true)
              .setSupportsPreview(true)
              .build();
        });
  }

  @Override
  public void check(CheckRequest request, StreamObserver<CheckResponse> observer) {
    answer(observer, () -> InputChecks.of(request, ProviderSession.current()));
  }

  @Override
  public void diff(DiffRequest request, StreamObserver<DiffResponse> observer) {
    answer(observer, () -> Plans.of(request, ProviderSession.current()));
  }

  @Override
  public void create(CreateRequest request, StreamObserver<CreateResponse> observer) {
    answer(observer, () -> ProviderSession.current().lifecycle().create(request));
  }

  @Override
  public void read(ReadRequest request, StreamObserver<ReadResponse> observer) {
    answer(observer, () -> ProviderSession.current().lifecycle().read(request));
  }

  @Override
  public void update(UpdateRequest request, StreamObserver<UpdateResponse> observer) {
    answer(observer, () -> ProviderSession.current().lifecycle().update(request));
  }

  @Override
  public void delete(DeleteRequest request, StreamObserver<Empty> observer) {
    answer(
        observer,
        () -> {
          ProviderSession.current().lifecycle().delete(request);
          return Empty.getDefaultInstance();
        });
  }

  @Override
  public void invoke(InvokeRequest request, StreamObserver<InvokeResponse> observer) {
    answer(observer, () -> Functions.call(request, ProviderSession.current().account()));
  }

  @Override
  public void cancel(Empty request, StreamObserver<Empty> observer) {
    answer(
        observer,
        () -> {
          ProviderSession.current().cancel();
          return Empty.getDefaultInstance();
        });
  }

  private static <T> void answer(StreamObserver<T> observer, Supplier<T> work) {
    T result;
    try {
      result = work.get();
    } catch (ApiError refusal) {
      observer.onError(Refusals.error(refusal));
      return;
    } catch (StatusRuntimeException said) {
      observer.onError(said);
      return;
    } catch (RuntimeException | LinkageError failure) {
      observer.onError(
          Status.INTERNAL
              .withDescription(failure.toString())
              .withCause(failure)
              .asRuntimeException());
      return;
    }
    observer.onNext(result);
    observer.onCompleted();
  }
}
