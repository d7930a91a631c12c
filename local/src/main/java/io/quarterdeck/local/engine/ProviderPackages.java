package io.quarterdeck.local.engine;

import com.google.protobuf.ByteString;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.quarterdeck.local.Ports;
import io.quarterdeck.local.arm.types.ProviderPackage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import pulumirpc.Provider.ParameterizeRequest;
import pulumirpc.Provider.ParameterizeRequest.ParametersValue;
import pulumirpc.Resource.RegisterPackageRequest;
import pulumirpc.ResourceProviderGrpc;
import pulumirpc.ResourceProviderGrpc.ResourceProviderBlockingStub;

/**
 * The packages that the program registered, each with its own connection to the provider. The real
 * engine starts a process of the provider for each package. Thread-safe.
 */
final class ProviderPackages implements AutoCloseable {
  /** The package that needs no registration. */
  static final String DEFAULT = "azure-native";

  private static final int LARGEST_MESSAGE_BYTES = 64 << 20;

  private final int port;
  private final List<ManagedChannel> channels = new ArrayList<>();
  private final Map<String, ResourceProviderBlockingStub> byPackage = new HashMap<>();
  private final Map<String, String> references = new HashMap<>();

  /**
   * Connects to the provider.
   *
   * @param port the port of the provider emulator on 127.0.0.1
   */
  ProviderPackages(int port) {
    this.port = port;
    byPackage.put(DEFAULT, connect());
  }

  private ResourceProviderBlockingStub connect() {
    ManagedChannel channel =
        Grpc.newChannelBuilder(Ports.LOOPBACK + ":" + port, InsecureChannelCredentials.create())
            .maxInboundMessageSize(LARGEST_MESSAGE_BYTES)
            .build();
    channels.add(channel);
    return ResourceProviderGrpc.newBlockingStub(channel);
  }

  /**
   * Returns the provider of a package.
   *
   * @throws IllegalArgumentException if the program did not register the package
   */
  synchronized ResourceProviderBlockingStub provider(String name) {
    ResourceProviderBlockingStub provider = byPackage.get(name);
    if (provider == null) {
      throw new IllegalArgumentException(
          "no package %s: the program did not register it".formatted(name));
    }
    return provider;
  }

  /**
   * Connects to the provider of a stored resource's package, which the program may not have
   * registered in this run.
   */
  synchronized ResourceProviderBlockingStub stored(String name) {
    new ProviderPackage(name)
        .parameter()
        .ifPresent(
            parameter ->
                byPackage.computeIfAbsent(
                    name, absent -> parameterized(name, "", ByteString.copyFrom(parameter))));
    return provider(name);
  }

  /**
   * Checks the reference that a resource passes.
   *
   * @throws IllegalArgumentException if it is not the reference of the type's package
   */
  synchronized void check(String reference, String type) {
    String name = packageOf(type);
    if (!reference.isEmpty() && !reference.equals(references.get(name))) {
      throw new IllegalArgumentException(
          "the package reference %s is not that of %s".formatted(reference, name));
    }
  }

  /**
   * Returns the package of a type. For the type of a provider, returns the package that it
   * provides.
   */
  static String packageOf(String type) {
    return type.startsWith(RegisteredResource.PROVIDERS)
        ? type.substring(RegisteredResource.PROVIDERS.length())
        : type.substring(0, type.indexOf(':'));
  }

  /**
   * Registers a package. Returns the reference that resources of this package pass.
   *
   * @param configure configures the provider of a package; called once for each new package, so
   *     that it does not replace the settings of a provider that the program configured
   */
  synchronized String register(RegisterPackageRequest request, Consumer<String> configure) {
    var parameterization = request.getParameterization();
    String name = request.hasParameterization() ? parameterization.getName() : request.getName();
    if (!byPackage.containsKey(name)) {
      byPackage.put(
          name, parameterized(name, parameterization.getVersion(), parameterization.getValue()));
      configure.accept(name);
    }
    return references.computeIfAbsent(name, unregistered -> UUID.randomUUID().toString());
  }

  private ResourceProviderBlockingStub parameterized(
      String name, String version, ByteString value) {
    ResourceProviderBlockingStub provider = connect();
    provider.parameterize(
        ParameterizeRequest.newBuilder()
            .setValue(
                ParametersValue.newBuilder().setName(name).setVersion(version).setValue(value))
            .build());
    return provider;
  }

  @Override
  public synchronized void close() {
    channels.forEach(ManagedChannel::shutdownNow);
  }
}
