package io.quarterdeck.local.arm.provider;

import io.grpc.Status;
import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.requests.ResourceWrites;
import io.quarterdeck.local.arm.store.ControlPlane;
import io.quarterdeck.local.arm.store.JsonMaps;
import io.quarterdeck.local.arm.types.InputFinding;
import io.quarterdeck.local.arm.types.InputValidation;
import io.quarterdeck.local.arm.types.PreviewOutputs;
import io.quarterdeck.local.arm.types.ResourceShape;
import io.quarterdeck.local.arm.types.ResponseReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import pulumirpc.Provider.CreateRequest;
import pulumirpc.Provider.CreateResponse;
import pulumirpc.Provider.DeleteRequest;
import pulumirpc.Provider.ReadRequest;
import pulumirpc.Provider.ReadResponse;
import pulumirpc.Provider.UpdateRequest;
import pulumirpc.Provider.UpdateResponse;

/** Creates, reads, updates and deletes resources through Azure Resource Manager. Thread-safe. */
final class ResourceLifecycle {
  /** Resources that exist as soon as their parent exists: the first write is an update. */
  private static final Set<String> BORN_WITH_PARENT =
      Set.of(
          "Microsoft.Storage/storageAccounts/blobServices",
          "Microsoft.DBforPostgreSQL/flexibleServers/configurations");

  private final ProviderSession session;
  private final ControlPlane azure;
  private final ResourceWrites writes;
  private final ArmRetry patience;

  ResourceLifecycle(ProviderSession session, ControlPlane azure, ArmRetry patience) {
    this.session = session;
    this.azure = azure;
    this.writes = new ResourceWrites(() -> azure);
    this.patience = patience;
  }

  CreateResponse create(CreateRequest request) {
    ResourceShape resource = session.shape(request.getUrn());
    Map<String, Object> inputs = PropertyValues.read(request.getProperties());
    if (request.getPreview()) {
      Map<String, Object> outputs = preview(resource, inputs, Map.of());
      return CreateResponse.newBuilder()
          .setProperties(PropertyValues.write(SecretValues.kept(outputs, inputs)))
          .build();
    }
    ArmRequest put = request(resource, inputs);
    if (!BORN_WITH_PARENT.contains(put.type().azureType())
        && azure.resources().find(put.id()).isPresent()) {
      throw Status.ALREADY_EXISTS
          .withDescription("cannot create already existing resource '%s'".formatted(put.id()))
          .asRuntimeException();
    }
    ArmResource made = patience.ask(request.getTimeout(), () -> writes.put(session.caller(), put));
    return CreateResponse.newBuilder()
        .setId(made.id())
        .setProperties(PropertyValues.write(SecretValues.kept(state(resource, made), inputs)))
        .build();
  }

  ReadResponse read(ReadRequest request) {
    ResourceShape resource = session.shape(request.getUrn());
    Map<String, Object> names = ResponseReader.names(resource.type(), request.getId());
    if (names.isEmpty()) {
      throw Status.INVALID_ARGUMENT
          .withDescription(
              "Cannot read %s: it is not an id of %s; expected %s. Use the id that `az resource show` prints."
                  .formatted(request.getId(), resource.type().azureType(), resource.type().path()))
          .asRuntimeException();
    }
    Optional<ArmResource> found =
        azure.read(session.caller(), request.getId(), resource.type().azureType());
    if (found.isEmpty()) {
      return ReadResponse.getDefaultInstance();
    }
    Map<String, Object> state = state(resource, found.get());
    Map<String, Object> asked = PropertyValues.read(request.getInputs());
    names.remove("subscriptionId");
    Map<String, Object> inputs = asked.isEmpty() ? names : asked;
    Map<String, Object> then =
        ResponseReader.inputs(
            resource, SecretValues.revealed(PropertyValues.read(request.getProperties())));
    Map<String, Object> now = ResponseReader.inputs(resource, state);
    if (!asked.isEmpty()) {
      then = SubResources.withoutUnset(resource.type(), then, asked);
      now = SubResources.withoutUnset(resource.type(), now, asked);
    }
    return ReadResponse.newBuilder()
        .setId(found.get().id())
        .setInputs(PropertyValues.write(StateDrift.applied(inputs, then, now)))
        .setProperties(PropertyValues.write(SecretValues.kept(state, asked)))
        .build();
  }

  UpdateResponse update(UpdateRequest request) {
    ResourceShape resource = session.shape(request.getUrn());
    Map<String, Object> inputs = PropertyValues.read(request.getNews());
    Map<String, Object> outputs =
        request.getPreview()
            ? preview(
                resource, inputs, SecretValues.revealed(PropertyValues.read(request.getOlds())))
            : state(
                resource,
                patience.ask(
                    request.getTimeout(),
                    () -> writes.put(session.caller(), update(request(resource, inputs)))));
    return UpdateResponse.newBuilder()
        .setProperties(PropertyValues.write(SecretValues.kept(outputs, inputs)))
        .build();
  }

  private ArmRequest update(ArmRequest put) {
    return SubResources.kept(put, azure.resources().find(put.id()));
  }

  void delete(DeleteRequest request) {
    ResourceShape resource = session.shape(request.getUrn());
    patience.ask(
        request.getTimeout(),
        () -> {
          azure.delete(session.caller(), request.getId(), resource.type().azureType());
          return null;
        });
  }

  /** A value that was unknown at the first check is known now, so it is validated again. */
  private ArmRequest request(ResourceShape resource, Map<String, Object> inputs) {
    Map<String, Object> clear = AppliedVersion.removed(SecretValues.revealed(inputs));
    List<InputFinding> findings = InputValidation.of(resource, clear);
    if (!findings.isEmpty()) {
      throw Refusals.error(findings.get(0));
    }
    return ArmRequest.of(resource.type().pulumiType(), clear, session.account().subscriptionId());
  }

  private static Map<String, Object> state(ResourceShape resource, ArmResource made) {
    return ResponseReader.state(resource, JsonMaps.map(made.body()));
  }

  private Map<String, Object> preview(
      ResourceShape resource, Map<String, Object> inputs, Map<String, Object> before) {
    Map<String, Object> clear =
        PreviewOutputs.inputs(AppliedVersion.removed(SecretValues.revealed(inputs)));
    ArmRequest put =
        ArmRequest.of(resource.type().pulumiType(), clear, session.account().subscriptionId());
    return new LinkedHashMap<>(
        PreviewOutputs.outputs(
            resource.outputs(), ResponseReader.state(resource, put.body()), before));
  }
}
