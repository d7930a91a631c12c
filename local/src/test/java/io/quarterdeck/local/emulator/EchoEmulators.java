package io.quarterdeck.local.emulator;

import com.sun.net.httpserver.HttpServer;
import io.quarterdeck.testkit.TestJvm;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;

/** A program for tests: a process with one emulator, which answers with its token. */
final class EchoEmulators {
  static final String NAME = "echo";

  private EchoEmulators() {}

  public static void main(String[] arguments)
      throws IOException, InterruptedException, NoSuchAlgorithmException {
    run(Path.of(arguments[0]), new Echo());
  }

  /** Returns a command that runs a program for tests, with the folder as its argument. */
  static ProcessBuilder program(Class<?> program, Path folder) {
    List<String> command = new ArrayList<>(TestJvm.command());
    command.addAll(List.of(program.getName(), folder.toString()));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    return builder;
  }

  static void run(Path folder, Emulator emulator)
      throws IOException, InterruptedException, NoSuchAlgorithmException {
    SSLContext tls = SSLContext.getDefault();
    new EmulatorHost(folder)
        .run(settings -> new EmulatorHost.Emulators(List.of(emulator), tls, folder.toString()));
  }

  private static final class Echo implements Emulator {
    @Override
    public String name() {
      return NAME;
    }

    @Override
    public Running start(EmulatorContext context) throws IOException {
      HttpServer server =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getLoopbackAddress(), context.port()), 0);
      byte[] token =
          EmulatorSettings.read(context.folder().resolveSibling("settings.properties"))
              .token()
              .getBytes(StandardCharsets.UTF_8);
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
          return URI.create("http://127.0.0.1:" + context.port() + "/");
        }

        @Override
        public void close() {
          server.stop(0);
        }
      };
    }
  }
}
