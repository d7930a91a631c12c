package io.quarterdeck.local.arm.provider;

import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerTransportFilter;
import io.grpc.Status;
import io.quarterdeck.local.arm.store.CallerIdentity;
import io.quarterdeck.local.arm.store.ControlPlane;
import io.quarterdeck.local.arm.types.ProviderPackage;
import io.quarterdeck.local.arm.types.ResourceShape;
import io.quarterdeck.local.entra.EntraPrincipal;
import pulumirpc.Provider.ConfigureRequest;

/**
 * The state of one connection. The engine starts and configures a provider process for each
 * package. In this emulator, a connection replaces a process. Thread-safe.
 */
final class ProviderSession {
  private static final Attributes.Key<ProviderSession> OF_CONNECTION =
      Attributes.Key.create("provider session");
  private static final Context.Key<ProviderSession> OF_CALL = Context.key("provider session");

  private final ControlPlane azure;
  private final EntraPrincipal caller;
  private volatile ProviderPackage served = ProviderPackage.DEFAULT;
  private volatile CallerIdentity account;
  private volatile ArmRetry patience = new ArmRetry();

  private ProviderSession(ControlPlane azure, EntraPrincipal caller) {
    this.azure = azure;
    this.caller = caller;
    this.account = identity(azure.account().subscriptionId(), azure.account().tenantId());
  }

  /** Returns a filter that gives each connection its own session. */
  static ServerTransportFilter connections(ControlPlane azure, EntraPrincipal caller) {
    return new ServerTransportFilter() {
      @Override
      public Attributes transportReady(Attributes attributes) {
        return attributes.toBuilder()
            .set(OF_CONNECTION, new ProviderSession(azure, caller))
            .build();
      }
    };
  }

  /** Returns an interceptor that provides the session of the connection to each call. */
  static ServerInterceptor calls() {
    return new ServerInterceptor() {
      @Override
      public <Q, A> ServerCall.Listener<Q> interceptCall(
          ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        ProviderSession session = call.getAttributes().get(OF_CONNECTION);
        return Contexts.interceptCall(
            Context.current().withValue(OF_CALL, session), call, headers, next);
      }
    };
  }

  /** Returns the session of the current call. */
  static ProviderSession current() {
    return OF_CALL.get();
  }

  /** Selects the package that this provider serves. */
  void parameterize(ProviderPackage requested) {
    served = requested;
  }

  ProviderPackage served() {
    return served;
  }

  /** Sets the settings. The engine calls this once, at the start of each update. */
  void configure(ConfigureRequest request) {
    patience = new ArmRetry();
    account =
        identity(
            setting(request, "subscriptionId", azure.account().subscriptionId()),
            setting(request, "tenantId", azure.account().tenantId()));
  }

  /** People sign in with an application, here that of the local stack. */
  private CallerIdentity identity(String subscriptionId, String tenantId) {
    return new CallerIdentity(
        subscriptionId,
        tenantId,
        caller.objectId(),
        caller.clientId().orElse(azure.account().clientId()));
  }

  private static String setting(ConfigureRequest request, String key, String byDefault) {
    var value = request.getArgs().getFieldsMap().get(key);
    return value == null || value.getStringValue().isEmpty() ? byDefault : value.getStringValue();
  }

  CallerIdentity account() {
    return account;
  }

  /** Returns the principal that sends the requests to Azure. */
  EntraPrincipal caller() {
    return caller;
  }

  void cancel() {
    patience.cancel();
  }

  ResourceLifecycle lifecycle() {
    return new ResourceLifecycle(this, azure, patience);
  }

  /** Returns the shape of the resource's type. A type of another package is refused. */
  ResourceShape shape(String urn) {
    String type = Urn.type(urn);
    if (!served.has(type)) {
      throw Status.INVALID_ARGUMENT
          .withDescription(
              "Resource type %s not found in the package %s".formatted(type, served.name()))
          .asRuntimeException();
    }
    return Urn.shape(urn);
  }
}
