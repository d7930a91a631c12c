package io.quarterdeck.testkit;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;

/**
 * A collector for OTLP/HTTP with protobuf on a port of this machine. It decodes the requests with
 * the classes of OpenTelemetry's protocol.
 */
public final class OtlpReceiver implements AutoCloseable {
  /** A request as it arrived. */
  private record Request(String path, Map<String, String> headers, ByteString body) {}

  private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
  private final HttpServer server;
  private final int status;

  private OtlpReceiver(int status) throws IOException {
    this.status = status;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::receive);
    server.start();
  }

  /** Returns a collector that accepts all requests. */
  public static OtlpReceiver accepting() throws IOException {
    return new OtlpReceiver(200);
  }

  /** Returns a collector that answers all requests with this status. */
  public static OtlpReceiver refusing(int status) throws IOException {
    return new OtlpReceiver(status);
  }

  /** Returns the value of {@code OTEL_EXPORTER_OTLP_ENDPOINT}. */
  public String endpoint() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void receive(HttpExchange exchange) throws IOException {
    Map<String, String> headers =
        exchange.getRequestHeaders().entrySet().stream()
            .collect(
                Collectors.toMap(
                    header -> header.getKey().toLowerCase(Locale.ROOT),
                    header -> String.join(",", header.getValue())));
    requests.add(
        new Request(
            exchange.getRequestURI().getPath(),
            headers,
            ByteString.readFrom(exchange.getRequestBody())));
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  /** Returns whether no request has arrived. */
  public boolean isEmpty() {
    return requests.isEmpty();
  }

  /** Returns the values of a header in the requests. */
  public List<String> header(String name) {
    return requests.stream().map(request -> request.headers().getOrDefault(name, "")).toList();
  }

  /** Returns the spans that have arrived. */
  public List<Span> spans() {
    return traces().stream()
        .flatMap(request -> request.getResourceSpansList().stream())
        .flatMap(of -> of.getScopeSpansList().stream())
        .flatMap(of -> of.getSpansList().stream())
        .toList();
  }

  /** Returns the only span with this name. */
  public Span span(String name) {
    List<Span> named = spans().stream().filter(span -> span.getName().equals(name)).toList();
    if (named.size() != 1) {
      throw new AssertionError("found %s; expected one span %s".formatted(spans(), name));
    }
    return named.get(0);
  }

  /** Returns the attributes of the resource of the first spans. */
  public Map<String, String> resource() {
    Resource resource = traces().get(0).getResourceSpans(0).getResource();
    return texts(resource.getAttributesList());
  }

  /** Returns the newest value of each metric by name. */
  public Map<String, Metric> metrics() {
    return requests.stream()
        .filter(request -> request.path().equals("/v1/metrics"))
        .map(request -> parsed(() -> ExportMetricsServiceRequest.parseFrom(request.body())))
        .flatMap(request -> request.getResourceMetricsList().stream())
        .flatMap(of -> of.getScopeMetricsList().stream())
        .flatMap(of -> of.getMetricsList().stream())
        .collect(Collectors.toMap(Metric::getName, metric -> metric, (older, newer) -> newer));
  }

  private List<ExportTraceServiceRequest> traces() {
    return requests.stream()
        .filter(request -> request.path().equals("/v1/traces"))
        .map(request -> parsed(() -> ExportTraceServiceRequest.parseFrom(request.body())))
        .toList();
  }

  /** Returns attributes with their values as texts. */
  public static Map<String, String> texts(List<KeyValue> attributes) {
    return attributes.stream()
        .collect(Collectors.toMap(KeyValue::getKey, each -> text(each.getValue())));
  }

  private static String text(AnyValue value) {
    return value.hasIntValue() ? Long.toString(value.getIntValue()) : value.getStringValue();
  }

  private interface Parsing<T> {
    T run() throws InvalidProtocolBufferException;
  }

  private static <T> T parsed(Parsing<T> parsing) {
    try {
      return parsing.run();
    } catch (InvalidProtocolBufferException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
