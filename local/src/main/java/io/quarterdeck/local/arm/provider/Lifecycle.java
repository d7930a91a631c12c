package io.quarterdeck.local.arm.provider;

import io.grpc.Status;
import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.store.ControlPlane;
import io.quarterdeck.local.arm.store.Json;
import io.quarterdeck.local.arm.types.Answer;
import io.quarterdeck.local.arm.types.Finding;
import io.quarterdeck.local.arm.types.Foreseen;
import io.quarterdeck.local.arm.types.Inspection;
import io.quarterdeck.local.arm.types.ResourceShape;
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
final class Lifecycle {
  /** What is there as soon as its parent is: the first write of it is a change. */
  private static final Set<String> BORN_WITH_PARENT =
      Set.of(
          "Microsoft.Storage/storageAccounts/blobServices",
          "Microsoft.DBforPostgreSQL/flexibleServers/configurations");

  private final ControlPlane azure;
  private final String subscriptionId;
  private final Patience patience;

  Lifecycle(ControlPlane azure, String subscriptionId, Patience patience) {
    this.azure = azure;
    this.subscriptionId = subscriptionId;
    this.patience = patience;
  }

  CreateResponse create(CreateRequest request) {
    ResourceShape resource = Urn.shape(request.getUrn());
    Map<String, Object> inputs = Values.read(request.getProperties());
    if (request.getPreview()) {
      Map<String, Object> outputs = foreseen(resource, inputs, Map.of());
      return CreateResponse.newBuilder()
          .setProperties(Values.write(Secrets.kept(outputs, inputs)))
          .build();
    }
    ArmRequest put = request(resource, inputs);
    if (!BORN_WITH_PARENT.contains(put.type().azureType())
        && azure.resources().find(put.id()).isPresent()) {
      throw Status.ALREADY_EXISTS
          .withDescription("cannot create already existing resource '%s'".formatted(put.id()))
          .asRuntimeException();
    }
    ArmResource made = patience.ask(request.getTimeout(), () -> azure.put(put));
    return CreateResponse.newBuilder()
        .setId(made.id())
        .setProperties(Values.write(Secrets.kept(state(resource, made), inputs)))
        .build();
  }

  ReadResponse read(ReadRequest request) {
    ResourceShape resource = Urn.shape(request.getUrn());
    Map<String, Object> names = Answer.names(resource.type(), request.getId());
    if (names.isEmpty()) {
      throw Status.INVALID_ARGUMENT
          .withDescription(
              "Cannot read %s: it is not an id of %s; expected %s. Give the id that `az resource show` prints."
                  .formatted(request.getId(), resource.type().azureType(), resource.type().path()))
          .asRuntimeException();
    }
    Optional<ArmResource> found = azure.read(request.getId());
    if (found.isEmpty()) {
      return ReadResponse.getDefaultInstance();
    }
    Map<String, Object> state = state(resource, found.get());
    Map<String, Object> asked = Values.read(request.getInputs());
    names.remove("subscriptionId");
    Map<String, Object> inputs = asked.isEmpty() ? names : asked;
    Map<String, Object> then =
        Answer.inputs(resource, Secrets.revealed(Values.read(request.getProperties())));
    Map<String, Object> now = Answer.inputs(resource, state);
    return ReadResponse.newBuilder()
        .setId(found.get().id())
        .setInputs(Values.write(Drift.applied(inputs, then, now)))
        .setProperties(Values.write(Secrets.kept(state, asked)))
        .build();
  }

  UpdateResponse update(UpdateRequest request) {
    ResourceShape resource = Urn.shape(request.getUrn());
    Map<String, Object> inputs = Values.read(request.getNews());
    Map<String, Object> outputs =
        request.getPreview()
            ? foreseen(resource, inputs, Secrets.revealed(Values.read(request.getOlds())))
            : state(
                resource,
                patience.ask(request.getTimeout(), () -> azure.put(request(resource, inputs))));
    return UpdateResponse.newBuilder()
        .setProperties(Values.write(Secrets.kept(outputs, inputs)))
        .build();
  }

  void delete(DeleteRequest request) {
    ResourceShape resource = Urn.shape(request.getUrn());
    patience.ask(
        request.getTimeout(),
        () -> {
          azure.delete(request.getId(), resource.type().azureType());
          return null;
        });
  }

  /** What was unknown when it was checked is known now, and may be wrong. */
  private ArmRequest request(ResourceShape resource, Map<String, Object> inputs) {
    Map<String, Object> clear = Secrets.revealed(inputs);
    List<Finding> findings = Inspection.of(resource, clear);
    if (!findings.isEmpty()) {
      throw Refusals.error(findings.get(0));
    }
    return ArmRequest.of("azure-native:" + resource.type().token(), clear, subscriptionId);
  }

  private static Map<String, Object> state(ResourceShape resource, ArmResource made) {
    return Answer.state(resource, Json.map(made.body()));
  }

  private Map<String, Object> foreseen(
      ResourceShape resource, Map<String, Object> inputs, Map<String, Object> before) {
    Map<String, Object> clear = Foreseen.inputs(Secrets.revealed(inputs));
    ArmRequest put =
        ArmRequest.of("azure-native:" + resource.type().token(), clear, subscriptionId);
    return new LinkedHashMap<>(
        Foreseen.outputs(resource.outputs(), Answer.state(resource, put.body()), before));
  }
}
