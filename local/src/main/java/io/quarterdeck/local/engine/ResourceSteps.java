package io.quarterdeck.local.engine;

import com.google.protobuf.Struct;
import com.google.protobuf.Value;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.quarterdeck.loader.failure.Failure;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import pulumirpc.Provider.CheckFailure;
import pulumirpc.Provider.CheckRequest;
import pulumirpc.Provider.CheckResponse;
import pulumirpc.Provider.ConfigureRequest;
import pulumirpc.Provider.CreateRequest;
import pulumirpc.Provider.CreateResponse;
import pulumirpc.Provider.DeleteRequest;
import pulumirpc.Provider.DiffRequest;
import pulumirpc.Provider.DiffResponse;
import pulumirpc.Provider.ReadRequest;
import pulumirpc.Provider.UpdateRequest;
import pulumirpc.Resource.RegisterResourceRequest;
import pulumirpc.ResourceProviderGrpc.ResourceProviderBlockingStub;

/**
 * The calls of the provider for one resource, in the order of the engine: check, diff, then create,
 * update or replace. Thread-safe, because the provider is.
 */
final class ResourceSteps {
  private final ProviderPackages packages;
  private final ProgramSettings settings;

  ResourceSteps(ProviderPackages packages, ProgramSettings settings) {
    this.packages = packages;
    this.settings = settings;
  }

  /** Configures the provider of a package with the settings in the package's namespace. */
  void configure(String name) {
    String namespace = name + ":";
    Struct.Builder given = Struct.newBuilder();
    settings
        .values()
        .forEach(
            (key, value) -> {
              if (key.startsWith(namespace)) {
                given.putFields(
                    key.substring(namespace.length()),
                    Value.newBuilder().setStringValue(value).build());
              }
            });
    configure(name, given.build());
  }

  private void configure(String name, Struct given) {
    packages
        .provider(name)
        .configure(
            ConfigureRequest.newBuilder()
                .setArgs(given)
                .setAcceptSecrets(true)
                .setAcceptResources(true)
                .setSendsOldInputs(true)
                .setSendsOldInputsToDelete(true)
                .build());
  }

  /**
   * Registers a provider that the program configures. An existing provider keeps its id.
   *
   * @throws Failure if the provider refuses the settings
   */
  RegisteredResource provider(
      String urn, RegisterResourceRequest asked, Optional<RegisteredResource> before) {
    String name = ProviderPackages.packageOf(asked.getType());
    Struct inputs =
        accepted(
            urn,
            packages
                .provider(name)
                .checkConfig(
                    CheckRequest.newBuilder().setUrn(urn).setNews(asked.getObject()).build()));
    configure(name, inputs);
    String id = before.map(RegisteredResource::id).orElseGet(() -> UUID.randomUUID().toString());
    return new RegisteredResource(urn, asked.getType(), id, false, inputs, inputs);
  }

  /** Configures the provider of a stored resource, to delete resources without the program. */
  void restore(RegisteredResource provider) {
    String name = ProviderPackages.packageOf(provider.type());
    packages.stored(name);
    configure(name, provider.inputs());
  }

  private ResourceProviderBlockingStub providerOf(String type) {
    return packages.provider(ProviderPackages.packageOf(type));
  }

  /** Creates, updates or replaces the resource as the program requests. */
  RegisteredResource apply(
      String urn, RegisterResourceRequest asked, Optional<RegisteredResource> before) {
    Struct olds = before.map(RegisteredResource::inputs).orElse(Struct.getDefaultInstance());
    Struct news =
        before.isPresent()
            ? Properties.ignoring(asked.getObject(), olds, asked.getIgnoreChangesList())
            : asked.getObject();
    Struct inputs = check(urn, asked, olds, news);
    if (before.isEmpty()) {
      return create(urn, asked, inputs);
    }
    List<String> replaces = replaces(difference(before.get(), asked, inputs), asked);
    if (!replaces.isEmpty()) {
      refuseIfProtected("replace", before.get(), replaces);
      delete(before.get());
      return create(urn, asked, inputs);
    }
    // The resource is updated even if its inputs did not change, because the ports of the local
    // stack may have changed.
    return update(before.get(), asked, inputs);
  }

  /** The changes that replace the resource: for the provider, or because the program says so. */
  private static List<String> replaces(DiffResponse difference, RegisterResourceRequest asked) {
    Set<String> replaces = new LinkedHashSet<>(difference.getReplacesList());
    for (String path : asked.getReplaceOnChangesList()) {
      difference.getDetailedDiffMap().keySet().stream()
          .filter(
              changed ->
                  changed.equals(path)
                      || changed.startsWith(path + ".")
                      || changed.startsWith(path + "["))
          .forEach(replaces::add);
    }
    return List.copyOf(replaces);
  }

  private Struct check(String urn, RegisterResourceRequest asked, Struct olds, Struct news) {
    return accepted(
        urn,
        providerOf(asked.getType())
            .check(
                CheckRequest.newBuilder()
                    .setUrn(urn)
                    .setName(asked.getName())
                    .setType(asked.getType())
                    .setOlds(olds)
                    .setNews(news)
                    .build()));
  }

  private static Struct accepted(String urn, CheckResponse checked) {
    if (checked.getFailuresCount() > 0) {
      throw Failure.of(
          "Cannot create %s: %s; expected properties that the provider accepts. Fix "
              + "the Pulumi program.",
          urn,
          checked.getFailuresList().stream()
              .map(ResourceSteps::text)
              .collect(Collectors.joining("; ")));
    }
    return checked.getInputs();
  }

  private static String text(CheckFailure failure) {
    return failure.getProperty().isEmpty()
        ? failure.getReason()
        : failure.getProperty() + ": " + failure.getReason();
  }

  private DiffResponse difference(
      RegisteredResource before, RegisterResourceRequest asked, Struct inputs) {
    return providerOf(asked.getType())
        .diff(
            DiffRequest.newBuilder()
                .setId(before.id())
                .setUrn(before.urn())
                .setName(asked.getName())
                .setType(asked.getType())
                .setOlds(before.outputs())
                .setOldInputs(before.inputs())
                .setNews(inputs)
                .addAllIgnoreChanges(asked.getIgnoreChangesList())
                .build());
  }

  private RegisteredResource create(String urn, RegisterResourceRequest asked, Struct inputs) {
    CreateRequest request =
        CreateRequest.newBuilder()
            .setUrn(urn)
            .setName(asked.getName())
            .setType(asked.getType())
            .setProperties(inputs)
            .build();
    try {
      CreateResponse created = providerOf(asked.getType()).create(request);
      return registered(urn, asked, created.getId(), inputs, created.getProperties());
    } catch (StatusRuntimeException refused) {
      if (refused.getStatus().getCode() != Status.Code.ALREADY_EXISTS) {
        throw refused;
      }
      // Only Quarterdeck creates this stack, so an earlier run that was interrupted before it
      // stored the resource created it.
      return adopt(urn, asked, inputs, quoted(refused));
    }
  }

  private RegisteredResource adopt(
      String urn, RegisterResourceRequest asked, Struct inputs, String id) {
    Struct found =
        providerOf(asked.getType())
            .read(
                ReadRequest.newBuilder()
                    .setId(id)
                    .setUrn(urn)
                    .setName(asked.getName())
                    .setType(asked.getType())
                    .setInputs(inputs)
                    .build())
            .getProperties();
    return update(
        new RegisteredResource(urn, asked.getType(), id, false, inputs, found), asked, inputs);
  }

  /** Returns the id in {@code cannot create already existing resource 'ID'}. */
  private static String quoted(StatusRuntimeException refused) {
    String text = String.valueOf(refused.getStatus().getDescription());
    return text.substring(text.indexOf('\'') + 1, text.lastIndexOf('\''));
  }

  private RegisteredResource update(
      RegisteredResource before, RegisterResourceRequest asked, Struct inputs) {
    Struct outputs =
        providerOf(asked.getType())
            .update(
                UpdateRequest.newBuilder()
                    .setId(before.id())
                    .setUrn(before.urn())
                    .setName(asked.getName())
                    .setType(asked.getType())
                    .setOlds(before.outputs())
                    .setOldInputs(before.inputs())
                    .setNews(inputs)
                    .addAllIgnoreChanges(asked.getIgnoreChangesList())
                    .build())
            .getProperties();
    return registered(before.urn(), asked, before.id(), inputs, outputs);
  }

  private static RegisteredResource registered(
      String urn, RegisterResourceRequest asked, String id, Struct inputs, Struct outputs) {
    Struct marked = Properties.secret(outputs, asked.getAdditionalSecretOutputsList());
    return new RegisteredResource(urn, asked.getType(), id, asked.getProtect(), inputs, marked);
  }

  /**
   * Deletes the resource.
   *
   * @throws Failure if it is protected
   */
  void delete(RegisteredResource resource) {
    refuseIfProtected("delete", resource, List.of());
    if (!resource.isComponent() && !resource.isProvider()) {
      packages
          .stored(ProviderPackages.packageOf(resource.type()))
          .delete(
              DeleteRequest.newBuilder()
                  .setId(resource.id())
                  .setUrn(resource.urn())
                  .setName(resource.name())
                  .setType(resource.type())
                  .setProperties(resource.outputs())
                  .setOldInputs(resource.inputs())
                  .build());
    }
  }

  private static void refuseIfProtected(
      String step, RegisteredResource resource, List<String> because) {
    if (resource.isProtected()) {
      throw Failure.of(
          "Cannot %s %s: it is protected%s; expected a resource that the program "
              + "does not protect. Change the settings back, or remove the protection "
              + "first.",
          step,
          resource.urn(),
          (because.isEmpty() ? "" : ", and these changed: " + String.join(", ", because)));
    }
  }
}
