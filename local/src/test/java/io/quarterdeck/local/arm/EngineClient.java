package io.quarterdeck.local.arm;

import com.google.protobuf.Empty;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.util.List;
import java.util.Map;
import pulumirpc.Provider.CheckFailure;
import pulumirpc.Provider.CheckRequest;
import pulumirpc.Provider.ConfigureRequest;
import pulumirpc.Provider.CreateRequest;
import pulumirpc.Provider.CreateResponse;
import pulumirpc.Provider.DeleteRequest;
import pulumirpc.Provider.DiffRequest;
import pulumirpc.Provider.DiffResponse;
import pulumirpc.Provider.ReadRequest;
import pulumirpc.Provider.ReadResponse;
import pulumirpc.Provider.UpdateRequest;
import pulumirpc.Provider.UpdateResponse;
import pulumirpc.ResourceProviderGrpc;
import pulumirpc.ResourceProviderGrpc.ResourceProviderBlockingStub;

/** Calls a provider like the engine does, for one resource at a time. */
public final class EngineClient implements AutoCloseable {
  private final ManagedChannel channel;
  private final ResourceProviderBlockingStub provider;

  public EngineClient(int port) {
    channel = NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    provider = ResourceProviderGrpc.newBlockingStub(channel);
    provider.configure(ConfigureRequest.getDefaultInstance());
  }

  ResourceProviderBlockingStub provider() {
    return provider;
  }

  /** Returns the provider's findings for the inputs. */
  List<String> check(String type, Map<String, ?> inputs) {
    return provider
        .check(CheckRequest.newBuilder().setUrn(urn(type)).setNews(struct(inputs)).build())
        .getFailuresList()
        .stream()
        .map(CheckFailure::getReason)
        .toList();
  }

  CreateResponse create(String type, Map<String, ?> inputs) {
    return create(type, inputs, 0);
  }

  CreateResponse create(String type, Map<String, ?> inputs, double timeoutSeconds) {
    return provider.create(
        CreateRequest.newBuilder()
            .setUrn(urn(type))
            .setProperties(struct(inputs))
            .setTimeout(timeoutSeconds)
            .build());
  }

  CreateResponse preview(String type, Map<String, ?> inputs) {
    return provider.create(
        CreateRequest.newBuilder()
            .setUrn(urn(type))
            .setProperties(struct(inputs))
            .setPreview(true)
            .build());
  }

  DiffResponse diff(String type, Map<String, ?> before, Map<String, ?> after) {
    return provider.diff(
        DiffRequest.newBuilder()
            .setUrn(urn(type))
            .setOldInputs(struct(before))
            .setNews(struct(after))
            .build());
  }

  UpdateResponse update(String type, String id, Map<String, ?> inputs) {
    return provider.update(
        UpdateRequest.newBuilder().setUrn(urn(type)).setId(id).setNews(struct(inputs)).build());
  }

  ReadResponse read(String type, String id) {
    return provider.read(ReadRequest.newBuilder().setUrn(urn(type)).setId(id).build());
  }

  public void delete(String type, String id) {
    provider.delete(DeleteRequest.newBuilder().setUrn(urn(type)).setId(id).build());
  }

  void cancel() {
    provider.cancel(Empty.getDefaultInstance());
  }

  static String urn(String type) {
    return "urn:pulumi:test::quarterdeck::quarterdeck:a:Component$azure-native:" + type + "::it";
  }

  static Struct struct(Map<String, ?> map) {
    Struct.Builder struct = Struct.newBuilder();
    map.forEach((key, value) -> struct.putFields(key, value(value)));
    return struct.build();
  }

  private static Value value(Object value) {
    Value.Builder built = Value.newBuilder();
    if (value instanceof Map<?, ?> map) {
      Struct.Builder struct = Struct.newBuilder();
      map.forEach((key, entry) -> struct.putFields(key.toString(), value(entry)));
      built.setStructValue(struct);
    } else if (value instanceof List<?> list) {
      ListValue.Builder entries = ListValue.newBuilder();
      list.forEach(entry -> entries.addValues(value(entry)));
      built.setListValue(entries);
    } else if (value instanceof Number number) {
      built.setNumberValue(number.doubleValue());
    } else if (value instanceof Boolean flag) {
      built.setBoolValue(flag);
    } else {
      built.setStringValue(value.toString());
    }
    return built.build();
  }

  @Override
  public void close() {
    channel.shutdownNow();
  }
}
