package io.quarterdeck.local.arm.endpoint;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/**
 * Tries a TCP connection and reports the result like Network Watcher: ConnectivityInformation of
 * Microsoft.Network.
 *
 * @param address a host name or an IP address
 * @param port the port
 */
record Connectivity(String address, int port) {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  JsonObject look() {
    long began = System.nanoTime();
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), (int) PATIENCE.toMillis());
      return reachable(Duration.ofNanos(System.nanoTime() - began));
    } catch (IOException e) {
      return unreachable();
    }
  }

  private JsonObject reachable(Duration took) {
    JsonObject json = information("Reachable", 0);
    json.addProperty("avgLatencyInMs", took.toMillis());
    json.addProperty("minLatencyInMs", took.toMillis());
    json.addProperty("maxLatencyInMs", took.toMillis());
    return json;
  }

  private JsonObject unreachable() {
    return information("Unreachable", 1);
  }

  /**
   * The specification names the status Connected, but Network Watcher returns Reachable (see its
   * documentation).
   */
  private JsonObject information(String status, int failed) {
    JsonObject json = new JsonObject();
    json.add("hops", new JsonArray());
    json.addProperty("connectionStatus", status);
    json.addProperty("probesSent", 1);
    json.addProperty("probesFailed", failed);
    return json;
  }
}
