package io.quarterdeck.local.arm.endpoint;

import com.google.gson.JsonObject;
import io.quarterdeck.local.authorization.AccessCheck;
import io.quarterdeck.local.authorization.AccessRequest;
import io.quarterdeck.local.datafactory.DataFactories;
import io.quarterdeck.local.datafactory.DataFactories.TriggerChange;
import io.quarterdeck.local.datafactory.model.ArtefactKind;
import io.quarterdeck.local.entra.Callers;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.Call;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The requests below a data factory that Resource Manager passes on: artefacts, runs and triggers
 * (REST reference of Data Factory, 2018-06-01). The filter of all requests checks the rights for
 * reads and actions, and this class those for writes.
 */
record DataFactoryRoutes(
    Inventory inventory, ResourceProviders providers, AccessCheck access, DataFactories factories) {
  private static final String FACTORIES = "Microsoft.DataFactory/factories";
  private static final String INVALID = "InvalidRequestContent";

  /** Returns the answer, if the request concerns an artefact or a run. */
  Optional<Answer> answer(Call call, ResourcePath path) throws IOException {
    List<String> below = below(path);
    if (below.isEmpty()) {
      return Optional.empty();
    }
    Optional<ArtefactKind> kind = ArtefactKind.of(below.get(0));
    boolean post = call.method().equals("POST");
    if (kind.isEmpty() && !(post || below.get(0).equalsIgnoreCase("pipelineruns"))) {
      return Optional.empty();
    }
    providers.check(factory(path), call.query().get("api-version"));
    String factory = inventory.resource(factory(path)).id();
    if (post) {
      return Optional.of(action(call, factory, below));
    }
    return kind.isPresent()
        ? Optional.of(artefact(call, path, factory, kind.get(), below))
        : Optional.of(run(call, factory, below));
  }

  /** Returns the segments after the name of the factory; empty for other resources. */
  private static List<String> below(ResourcePath path) {
    List<String> segments = path.segments().subList(path.at() + 1, path.segments().size());
    return segments.size() > 3
            && FACTORIES.equalsIgnoreCase(segments.get(0) + "/" + segments.get(1))
        ? segments.subList(3, segments.size())
        : List.of();
  }

  private static ResourcePath factory(ResourcePath path) {
    return new ResourcePath(path.segments().subList(0, path.at() + 4), path.at());
  }

  private Answer artefact(
      Call call, ResourcePath path, String factory, ArtefactKind kind, List<String> below)
      throws IOException {
    if (below.size() == 1 && call.method().equals("GET")) {
      JsonObject answer = new JsonObject();
      answer.add("value", factories.list(factory, kind));
      return Answer.json(answer);
    }
    if (below.size() != 2) {
      throw ArmErrors.unknown(call);
    }
    String name = below.get(1);
    return switch (call.method()) {
      case "GET" -> Answer.json(factories.get(factory, kind, name));
      case "PUT" -> {
        require(call, path, "write");
        yield Answer.json(factories.put(factory, kind, name, call.json(INVALID)));
      }
      case "DELETE" -> {
        require(call, path, "delete");
        yield Answer.empty(factories.delete(factory, kind, name) ? 200 : 204);
      }
      default -> throw ArmErrors.methodNotAllowed(call.method());
    };
  }

  private void require(Call call, ResourcePath path, String verb) {
    access.require(Callers.of(call), AccessRequest.action(path.type() + "/" + verb, path.id()));
  }

  private Answer run(Call call, String factory, List<String> below) {
    if (below.size() != 2 || !call.method().equals("GET")) {
      throw ArmErrors.unknown(call);
    }
    return Answer.json(factories.run(factory, below.get(1)));
  }

  private Answer action(Call call, String factory, List<String> below) throws IOException {
    String verb = below.get(below.size() - 1).toLowerCase(Locale.ROOT);
    String place = (below.size() == 3 ? below.get(0).toLowerCase(Locale.ROOT) + "/" : "") + verb;
    return switch (place) {
      case "pipelines/createrun" ->
          Answer.json(
              factories.createRun(
                  factory,
                  below.get(1),
                  Callers.of(call),
                  call.hasBody() ? call.json(INVALID) : new JsonObject(),
                  call.query()));
      case "pipelineruns/cancel" -> {
        factories.cancel(factory, below.get(1));
        yield Answer.empty(200);
      }
      case "pipelineruns/queryactivityruns" ->
          Answer.json(factories.activities(factory, below.get(1), call.json(INVALID)));
      case "querypipelineruns" -> Answer.json(factories.runs(factory, call.json(INVALID)));
      case "querytriggerruns" -> Answer.json(factories.triggerRuns(factory, call.json(INVALID)));
      case "triggers/start" -> change(factory, below.get(1), TriggerChange.START);
      case "triggers/stop" -> change(factory, below.get(1), TriggerChange.STOP);
      default ->
          throw ApiError.of(
              404,
              "NotFound",
              "The action '%s' of a data factory is not supported on the local stack."
                  .formatted(place));
    };
  }

  private Answer change(String factory, String trigger, TriggerChange change) throws IOException {
    factories.change(factory, trigger, change);
    return Answer.empty(200);
  }
}
