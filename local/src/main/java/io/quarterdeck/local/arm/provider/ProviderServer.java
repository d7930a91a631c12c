package io.quarterdeck.local.arm.provider;

import com.pulumi.azurenative.Utilities;
import io.grpc.Server;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.quarterdeck.local.arm.store.ControlPlane;
import io.quarterdeck.local.entra.EntraPrincipal;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/**
 * Serves the provider on loopback, for one principal. The engine sends no token, so every user of
 * the machine who knows the port can act as that principal.
 */
public final class ProviderServer implements AutoCloseable {
  /** The version of azure-native whose schema this is: the SDK that the program is written with. */
  public static final String VERSION = Utilities.getVersion();

  private static final int SECONDS_TO_END = 5;

  private final Server server;

  private ProviderServer(Server server) {
    this.server = server;
  }

  /**
   * Starts listening.
   *
   * @param caller the principal that sends the requests to Azure
   * @param port 0 for any free port
   * @throws IOException if another program uses the port
   */
  public static ProviderServer start(ControlPlane azure, EntraPrincipal caller, int port)
      throws IOException {
    return new ProviderServer(
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
            .addTransportFilter(ProviderSession.connections(azure, caller))
            .intercept(ProviderSession.calls())
            .addService(new ProviderService())
            .build()
            .start());
  }

  /** Returns the port. */
  public int port() {
    return server.getPort();
  }

  /** Waits until the server is stopped. */
  void await() throws InterruptedException {
    server.awaitTermination();
  }

  @Override
  public void close() {
    server.shutdown();
    try {
      if (!server.awaitTermination(SECONDS_TO_END, TimeUnit.SECONDS)) {
        server.shutdownNow();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      server.shutdownNow();
    }
  }
}
