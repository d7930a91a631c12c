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
import pulumirpc.Provider.ParameterizeRequest;
import pulumirpc.Provider.ParameterizeResponse;
import pulumirpc.Provider.ProviderHandshakeRequest;
import pulumirpc.Provider.ProviderHandshakeResponse;
import pulumirpc.ResourceProviderGrpc;

/**
 * The provider that the engine starts while the local stack is stopped. It refuses its
 * configuration, and the engine prints the reason. If the plugin did not listen, the engine would
 * report after ten seconds that the plugin does not respond. If it exited, the engine would report
 * a bug in the plugin.
 */
public final class StoppedProvider extends ResourceProviderGrpc.ResourceProviderImplBase {
  private final String refusal;

  private StoppedProvider(String refusal) {
    this.refusal = refusal;
  }

  /**
   * Prints the port, as the engine expects, and runs until the engine closes the standard input.
   *
   * @param arguments one argument: the reason of the refusal
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
  public void parameterize(
      ParameterizeRequest request, StreamObserver<ParameterizeResponse> observer) {
    refuse(observer);
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
