package io.quarterdeck.azure.datafactory;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.util.Context;
import com.azure.core.util.UrlBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.azure.access.Scopes;
import io.quarterdeck.contract.ApiVersions;
import io.quarterdeck.loader.failure.Causes;
import io.quarterdeck.loader.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends requests to a data factory through Resource Manager (REST reference of Data Factory,
 * 2018-06-01). Microsoft's Java library 1.1.0 has no model of the Databricks Job activity, and
 * drops properties that it does not know. Therefore the requests contain the artefacts as they are
 * in Git. Thread-safe.
 */
public final class FactoryClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final AzureAccess access;
  private final String factoryId;
  private final HttpPipeline pipeline;

  /**
   * Creates a client; sends no request.
   *
   * @param factoryId the resource id of the factory
   */
  public FactoryClient(AzureAccess access, String factoryId) {
    this.access = access;
    this.factoryId = factoryId;
    this.pipeline =
        new HttpPipelineBuilder()
            .httpClient(access.http())
            .policies(
                new RetryPolicy(),
                new BearerTokenAuthenticationPolicy(
                    access.credential(), Scopes.resourceManager(access.resourceManager())))
            .build();
  }

  /** Returns the name of the factory. */
  public String name() {
    return factoryId.substring(factoryId.lastIndexOf('/') + 1);
  }

  /** Returns an artefact, if it exists. */
  Optional<Artefact> find(Artefact.Kind kind, String name) {
    return request(HttpMethod.GET, "/" + kind.collection() + "/" + name, Map.of(), null)
        .map(found -> artefact(kind, found));
  }

  /** Returns all artefacts of a kind. */
  List<Artefact> list(Artefact.Kind kind) {
    JsonNode page = require(HttpMethod.GET, "/" + kind.collection(), Map.of(), null);
    List<Artefact> all = new ArrayList<>();
    while (true) {
      page.path("value").forEach(each -> all.add(artefact(kind, each)));
      String next = page.path("nextLink").asText();
      if (next.isEmpty()) {
        return all;
      }
      page = sent(HttpMethod.GET, next, null).orElseThrow();
    }
  }

  private static Artefact artefact(Artefact.Kind kind, JsonNode found) {
    ObjectNode properties = found.get("properties").deepCopy();
    properties.remove("runtimeState");
    return new Artefact(kind, found.get("name").asText(), properties);
  }

  /** Creates or replaces an artefact. */
  void put(Artefact artefact) {
    ObjectNode body = JsonNodeFactory.instance.objectNode();
    body.set("properties", artefact.properties());
    require(
        HttpMethod.PUT, "/" + artefact.kind().collection() + "/" + artefact.name(), Map.of(), body);
  }

  void delete(Artefact artefact) {
    // The artefact may be deleted already.
    Optional<JsonNode> unused =
        request(
            HttpMethod.DELETE,
            "/" + artefact.kind().collection() + "/" + artefact.name(),
            Map.of(),
            null);
  }

  /** Returns whether a trigger is started. */
  boolean isStarted(String trigger) {
    return request(HttpMethod.GET, "/triggers/" + trigger, Map.of(), null)
        .map(found -> found.at("/properties/runtimeState").asText().equals("Started"))
        .orElse(false);
  }

  /**
   * Starts or stops a trigger.
   *
   * @param verb {@code start} or {@code stop}
   */
  void change(String trigger, String verb) {
    require(HttpMethod.POST, "/triggers/" + trigger + "/" + verb, Map.of(), null);
  }

  /**
   * Sends a request to the factory.
   *
   * @param path the path below the factory, with a leading slash
   * @param body the body; null for none
   * @throws Failure if the answer is an error
   */
  JsonNode require(HttpMethod method, String path, Map<String, String> query, JsonNode body) {
    return request(method, path, query, body)
        .orElseThrow(
            () ->
                Failure.of(
                    "Cannot use the data factory %s: found no %s; expected it. Run ./quarterdeck"
                        + " register.",
                    name(), path.substring(1)));
  }

  private Optional<JsonNode> request(
      HttpMethod method, String path, Map<String, String> query, JsonNode body) {
    UrlBuilder url = UrlBuilder.parse(access.resourceManager() + factoryId + escaped(path));
    url.setQueryParameter(
        "api-version", ApiVersions.of("azure-native:datafactory:Factory").version());
    query.forEach(url::setQueryParameter);
    return sent(method, url.toString(), body);
  }

  private static String escaped(String path) {
    return path.replace(" ", "%20");
  }

  /** Returns the body of the answer; empty if there is no such resource. */
  private Optional<JsonNode> sent(HttpMethod method, String url, JsonNode body) {
    HttpRequest request = new HttpRequest(method, url);
    if (body != null) {
      request.setHeader(HttpHeaderName.CONTENT_TYPE, "application/json").setBody(body.toString());
    }
    try (HttpResponse response = pipeline.sendSync(request, Context.NONE)) {
      String text = response.getBodyAsBinaryData().toString();
      if (response.getStatusCode() == 404) {
        return Optional.empty();
      }
      if (response.getStatusCode() >= 400) {
        throw Failure.of(
            "Cannot use the data factory %s: %s %s answered %d: %s; expected success. If the answer"
                + " is 403, the role Data Factory Contributor on the factory is missing"
                + " (docs/azure.md).",
            name(), method, request.getUrl().getPath(), response.getStatusCode(), message(text));
      }
      return Optional.of(
          text.isBlank() ? JsonNodeFactory.instance.objectNode() : JSON.readTree(text));
    } catch (JsonProcessingException e) {
      throw unreachable(e);
    } catch (Failure e) {
      throw e;
    } catch (RuntimeException e) {
      throw unreachable(e);
    }
  }

  private Failure unreachable(Exception cause) {
    return Failure.causedBy(
        cause,
        "Cannot use the data factory %s: found %s; expected an answer of Resource Manager. Check"
            + " the connection, then run this again.",
        name(),
        Causes.of(cause));
  }

  private static String message(String text) {
    try {
      JsonNode error = JSON.readTree(text).path("error");
      return error.path("code").asText() + ": " + error.path("message").asText();
    } catch (JsonProcessingException e) {
      return text;
    }
  }
}
