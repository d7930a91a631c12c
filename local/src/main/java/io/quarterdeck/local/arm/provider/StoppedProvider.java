package io.quarterdeck.local.arm.provider;

import com.google.protobuf.Empty;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import pulumirpc.Plugin.PluginInfo;
import pulumirpc.Provider.CheckRequest;
import pulumirpc.Provider.CheckResponse;
import pulumirpc.Provider.ConfigureRequest;
import pulumirpc.Provider.ConfigureResponse;
import pulumirpc.Provider.ProviderHandshakeRequest;
import pulumirpc.Provider.ProviderHandshakeResponse;
import pulumirpc.ResourceProviderGrpc;

/**
 * The provider while the local stack is stopped: it refuses to be configured, and says what to do.
 * The engine shows that message. Of a plugin that does not listen it would say, after ten seconds,
 * that it does not respond; of one that ends at once, that this is a bug of the plugin.
 */
public final class StoppedProvider extends ResourceProviderGrpc.ResourceProviderImplBase {
  private final String refusal;

  private StoppedProvider(String refusal) {
    this.refusal = refusal;
  }

  /**
   * Prints its port first, as the engine expects of a provider, and runs until its standard input
   * ends: the engine holds that.
   *
   * @param arguments what to refuse with, one argument
   */
  public static void main(String[] arguments) throws IOException {
    Server server =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(new StoppedProvider(arguments[0]))
            .build()
            .start();
    System.out.println(server.getPort());
    System.out.flush();
    while (System.in.read() >= 0) {
      // The engine sends nothing.
    }
    server.shutdownNow();
  }

  @Override
  public void handshake(
      ProviderHandshakeRequest request, StreamObserver<ProviderHandshakeResponse> observer) {
    observer.onNext(ProviderHandshakeResponse.getDefaultInstance());
    observer.onCompleted();
  }

  @Override
  public void getPluginInfo(Empty request, StreamObserver<PluginInfo> observer) {
    observer.onNext(PluginInfo.newBuilder().setVersion(ProviderServer.VERSION).build());
    observer.onCompleted();
  }

  @Override
  public void checkConfig(CheckRequest request, StreamObserver<CheckResponse> observer) {
    refuse(observer);
  }

  @Override
  public void configure(ConfigureRequest request, StreamObserver<ConfigureResponse> observer) {
    refuse(observer);
  }

  @Override
  public void cancel(Empty request, StreamObserver<Empty> observer) {
    observer.onNext(Empty.getDefaultInstance());
    observer.onCompleted();
  }

  private void refuse(StreamObserver<?> observer) {
    observer.onError(Status.FAILED_PRECONDITION.withDescription(refusal).asRuntimeException());
  }
}
