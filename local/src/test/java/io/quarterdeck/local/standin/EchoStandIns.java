package io.quarterdeck.local.standin;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import javax.net.ssl.SSLContext;

/** A process with one stand-in, which answers with its token; a program of the tests. */
final class EchoStandIns {
  static final String NAME = "echo";

  private EchoStandIns() {}

  public static void main(String[] arguments)
      throws IOException, InterruptedException, NoSuchAlgorithmException {
    hold(Path.of(arguments[0]), new Echo());
  }

  /** A program of the tests, to be started with the folder as its argument. */
  static ProcessBuilder program(Class<?> program, Path folder) {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            program.getName(),
            folder.toString());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder;
  }

  static void hold(Path folder, StandIn standIn)
      throws IOException, InterruptedException, NoSuchAlgorithmException {
    SSLContext tls = SSLContext.getDefault();
    new StandInHost(folder)
        .hold(settings -> new StandInHost.Held(List.of(standIn), tls, folder.toString()));
  }

  private static final class Echo implements StandIn {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Running start(StandInSite site) throws IOException {
      HttpServer server =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), site.port()), 0);
      byte[] token = site.token().getBytes(StandardCharsets.UTF_8);
      server.createContext(
          "/",
          exchange -> {
            exchange.sendResponseHeaders(200, token.length);
            exchange.getResponseBody().write(token);
            exchange.close();
          });
      server.start();
      return new Running() {
        @Override
        public URI endpoint() {
          return URI.create("http://127.0.0.1:" + site.port() + "/");
        }

        @Override
        public void close() {
          server.stop(0);
        }
      };
    }
  }
}
