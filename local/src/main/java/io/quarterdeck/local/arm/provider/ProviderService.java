package io.quarterdeck.local.arm.provider;

import com.google.protobuf.Empty;
import com.google.protobuf.Value;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.quarterdeck.local.arm.store.ArmRefusal;
import io.quarterdeck.local.arm.store.ControlPlane;
import io.quarterdeck.local.arm.store.SignedInAs;
import io.quarterdeck.local.arm.types.PackageSchema;
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
import pulumirpc.Provider.ProviderHandshakeRequest;
import pulumirpc.Provider.ProviderHandshakeResponse;
import pulumirpc.Provider.ReadRequest;
import pulumirpc.Provider.ReadResponse;
import pulumirpc.Provider.UpdateRequest;
import pulumirpc.Provider.UpdateResponse;
import pulumirpc.ResourceProviderGrpc.ResourceProviderImplBase;

/** The engine's protocol: one call, one answer or one error. Thread-safe. */
final class ProviderService extends ResourceProviderImplBase {
  private final ControlPlane azure;
  private volatile SignedInAs account;
  private volatile Patience patience = new Patience();

  ProviderService(ControlPlane azure) {
    this.azure = azure;
    this.account = azure.account();
  }

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

  /** What {@code pulumi import} writes its code by. */
  @Override
  public void getSchema(GetSchemaRequest request, StreamObserver<GetSchemaResponse> observer) {
    answer(
        observer,
        () ->
            GetSchemaResponse.newBuilder()
                .setSchema(PackageSchema.of(ProviderServer.VERSION).toString())
                .build());
  }

  @Override
  public void checkConfig(CheckRequest request, StreamObserver<CheckResponse> observer) {
    answer(observer, () -> Checks.config(request));
  }

  @Override
  public void diffConfig(DiffRequest request, StreamObserver<DiffResponse> observer) {
    answer(
        observer,
        () -> DiffResponse.newBuilder().setChanges(DiffResponse.DiffChanges.DIFF_NONE).build());
  }

  /** Each update configures the provider anew. */
  @Override
  public void configure(ConfigureRequest request, StreamObserver<ConfigureResponse> observer) {
    answer(
        observer,
        () -> {
          patience = new Patience();
          account = account(request, azure.account());
          return ConfigureResponse.newBuilder()
              .setAcceptSecrets(true)
              .setSupportsPreview(true)
              .build();
        });
  }

  private static SignedInAs account(ConfigureRequest request, SignedInAs account) {
    return new SignedInAs(
        setting(request, "subscriptionId", account.subscriptionId()),
        setting(request, "tenantId", account.tenantId()),
        account.objectId(),
        account.clientId());
  }

  private static String setting(ConfigureRequest request, String key, String byDefault) {
    Value value = request.getArgs().getFieldsMap().get(key);
    return value == null || value.getStringValue().isEmpty() ? byDefault : value.getStringValue();
  }

  @Override
  public void check(CheckRequest request, StreamObserver<CheckResponse> observer) {
    answer(observer, () -> Checks.of(request));
  }

  @Override
  public void diff(DiffRequest request, StreamObserver<DiffResponse> observer) {
    answer(observer, () -> Plans.of(request));
  }

  @Override
  public void create(CreateRequest request, StreamObserver<CreateResponse> observer) {
    answer(observer, () -> lifecycle().create(request));
  }

  @Override
  public void read(ReadRequest request, StreamObserver<ReadResponse> observer) {
    answer(observer, () -> lifecycle().read(request));
  }

  @Override
  public void update(UpdateRequest request, StreamObserver<UpdateResponse> observer) {
    answer(observer, () -> lifecycle().update(request));
  }

  @Override
  public void delete(DeleteRequest request, StreamObserver<Empty> observer) {
    answer(
        observer,
        () -> {
          lifecycle().delete(request);
          return Empty.getDefaultInstance();
        });
  }

  @Override
  public void invoke(InvokeRequest request, StreamObserver<InvokeResponse> observer) {
    answer(observer, () -> Functions.call(request, account));
  }

  @Override
  public void cancel(Empty request, StreamObserver<Empty> observer) {
    answer(
        observer,
        () -> {
          patience.cancel();
          return Empty.getDefaultInstance();
        });
  }

  private Lifecycle lifecycle() {
    return new Lifecycle(azure, account.subscriptionId(), patience);
  }

  private static <T> void answer(StreamObserver<T> observer, Supplier<T> work) {
    T result;
    try {
      result = work.get();
    } catch (ArmRefusal refusal) {
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
