package io.quarterdeck.local.arm;

import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import com.google.protobuf.ListValue;
import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.quarterdeck.contract.ApiVersion;
import io.quarterdeck.contract.ApiVersions;
import io.quarterdeck.local.arm.types.ProviderPackage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
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
import pulumirpc.Provider.ParameterizeRequest;
import pulumirpc.Provider.ParameterizeRequest.ParametersValue;
import pulumirpc.Provider.ReadRequest;
import pulumirpc.Provider.ReadResponse;
import pulumirpc.Provider.UpdateRequest;
import pulumirpc.Provider.UpdateResponse;
import pulumirpc.ResourceProviderGrpc;
import pulumirpc.ResourceProviderGrpc.ResourceProviderBlockingStub;

/** Calls a provider like the engine does, for one resource at a time. */
public final class EngineClient implements AutoCloseable {
  private final int port;
  private final List<ManagedChannel> channels = new ArrayList<>();
  private final Map<String, ResourceProviderBlockingStub> parameterized = new HashMap<>();
  private final ResourceProviderBlockingStub provider;

  public EngineClient(int port) {
    this.port = port;
    provider = connect();
    provider.configure(ConfigureRequest.getDefaultInstance());
  }

  private ResourceProviderBlockingStub connect() {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build();
    channels.add(channel);
    return ResourceProviderGrpc.newBlockingStub(channel);
  }

  /** Returns the provider of a type's package. */
  private ResourceProviderBlockingStub provider(String type) {
    String name = pulumiType(type).replaceFirst(":.*", "");
    return new ProviderPackage(name)
        .parameter()
        .map(value -> parameterized.computeIfAbsent(name, absent -> parameterized(value)))
        .orElse(provider);
  }

  /** Requests a package, with the parameter's JSON text. */
  void parameterize(String json) {
    parameterized(Base64.getEncoder().encode(json.getBytes(StandardCharsets.UTF_8)));
  }

  private ResourceProviderBlockingStub parameterized(byte[] value) {
    ResourceProviderBlockingStub connected = connect();
    connected.parameterize(
        ParameterizeRequest.newBuilder()
            .setValue(ParametersValue.newBuilder().setValue(ByteString.copyFrom(value)))
            .build());
    connected.configure(ConfigureRequest.getDefaultInstance());
    return connected;
  }

  /** Returns the type with its API version, if the table requests one. */
  private static String pulumiType(String type) {
    String unversioned = "azure-native:" + type;
    return ApiVersions.all().stream()
        .filter(version -> version.type().equals(unversioned))
        .map(ApiVersion::pulumiType)
        .findFirst()
        .orElse(unversioned);
  }

  ResourceProviderBlockingStub provider() {
    return provider;
  }

  /** Returns the provider's findings for the inputs. */
  List<String> check(String type, Map<String, ?> inputs) {
    return provider(type)
        .check(CheckRequest.newBuilder().setUrn(urn(type)).setNews(struct(inputs)).build())
        .getFailuresList()
        .stream()
        .map(CheckFailure::getReason)
        .toList();
  }

  public CreateResponse create(String type, Map<String, ?> inputs) {
    return create(type, inputs, 0);
  }

  public CreateResponse create(String type, Map<String, ?> inputs, double timeoutSeconds) {
    return provider(type)
        .create(
            CreateRequest.newBuilder()
                .setUrn(urn(type))
                .setProperties(struct(inputs))
                .setTimeout(timeoutSeconds)
                .build());
  }

  CreateResponse preview(String type, Map<String, ?> inputs) {
    return provider(type)
        .create(
            CreateRequest.newBuilder()
                .setUrn(urn(type))
                .setProperties(struct(inputs))
                .setPreview(true)
                .build());
  }

  DiffResponse diff(String type, Map<String, ?> before, Map<String, ?> after) {
    return diff(type, Map.of(), before, after);
  }

  /** Compares inputs of a resource whose state the engine knows. */
  DiffResponse diff(
      String type, Map<String, ?> state, Map<String, ?> before, Map<String, ?> after) {
    return provider(type)
        .diff(
            DiffRequest.newBuilder()
                .setUrn(urn(type))
                .setOlds(struct(state))
                .setOldInputs(struct(before))
                .setNews(struct(after))
                .build());
  }

  UpdateResponse update(String type, String id, Map<String, ?> inputs) {
    return provider(type)
        .update(
            UpdateRequest.newBuilder().setUrn(urn(type)).setId(id).setNews(struct(inputs)).build());
  }

  ReadResponse read(String type, String id) {
    return provider(type).read(ReadRequest.newBuilder().setUrn(urn(type)).setId(id).build());
  }

  /** Reads a resource that the engine knows with these inputs and this state. */
  ReadResponse refresh(String type, String id, Map<String, ?> inputs, Struct state) {
    return provider(type)
        .read(
            ReadRequest.newBuilder()
                .setUrn(urn(type))
                .setId(id)
                .setInputs(struct(inputs))
                .setProperties(state)
                .build());
  }

  public void delete(String type, String id) {
    provider(type).delete(DeleteRequest.newBuilder().setUrn(urn(type)).setId(id).build());
  }

  void cancel() {
    provider.cancel(Empty.getDefaultInstance());
  }

  static String urn(String type) {
    return "urn:pulumi:test::quarterdeck::quarterdeck:a:Component$" + pulumiType(type) + "::it";
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
    channels.forEach(ManagedChannel::shutdownNow);
  }
}
