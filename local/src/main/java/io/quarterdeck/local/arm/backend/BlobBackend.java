package io.quarterdeck.local.arm.backend;

import com.azure.storage.blob.BlobServiceClient;
import com.azure.storage.common.policy.RequestRetryOptions;
import com.azure.storage.common.policy.RetryPolicyType;
import io.quarterdeck.azure.stack.BlobEndpoint;
import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResource;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * One Azurite for all storage accounts and their containers. Clients use the addresses of the proxy
 * that checks their rights. Azurite only supports Blob: the Data Lake endpoint equals the Blob
 * endpoint, and the endpoints of other services are empty.
 */
public final class BlobBackend implements ResourceBackend {
  private static final String ACCOUNTS = "Microsoft.Storage/storageAccounts";
  private static final String CONTAINERS = ACCOUNTS + "/blobServices/containers";

  private final BlobEndpoint azurite;
  private final UnaryOperator<String> urls;

  /**
   * Creates a backend.
   *
   * @param azurite the real service, with its key
   * @param urls returns the URL of an account for clients, with a trailing slash
   */
  public BlobBackend(BlobEndpoint azurite, UnaryOperator<String> urls) {
    this.azurite = azurite;
    this.urls = urls;
  }

  @Override
  public Set<String> types() {
    return Set.of(ACCOUNTS, CONTAINERS);
  }

  @Override
  public Map<String, Object> created(ArmRequest request) {
    if (request.type().azureType().equals(ACCOUNTS)) {
      return Map.of("properties", Map.of("primaryEndpoints", endpoints(name(request.id()))));
    }
    client().createBlobContainerIfNotExists(name(request.id()));
    return Map.of();
  }

  @Override
  public Map<String, Object> updated(ArmResource before, ArmRequest request) {
    return created(request);
  }

  @Override
  public boolean exists(ArmResource resource) {
    if (resource.type().equals(ACCOUNTS)) {
      return true;
    }
    try {
      return clientWithoutRetries().getBlobContainerClient(name(resource.id())).exists();
    } catch (RuntimeException e) {
      if (e.getCause() instanceof IOException) {
        return true;
      }
      throw e;
    }
  }

  /** Creates a client without retries, which take minutes if no server listens. */
  private BlobServiceClient clientWithoutRetries() {
    return azurite
        .clients()
        .get()
        .retryOptions(
            new RequestRetryOptions(RetryPolicyType.FIXED, 1, (Integer) null, null, null, null))
        .buildClient();
  }

  @Override
  public void deleted(ArmResource resource) {
    if (resource.type().equals(CONTAINERS)) {
      client().deleteBlobContainerIfExists(name(resource.id()));
    }
  }

  private Map<String, Object> endpoints(String account) {
    String url = urls.apply(account);
    Map<String, Object> endpoints = new TreeMap<>(Map.of("blob", url, "dfs", url));
    for (String service : new String[] {"file", "queue", "table", "web"}) {
      endpoints.put(service, "");
    }
    return endpoints;
  }

  private BlobServiceClient client() {
    return azurite.clients().get().buildClient();
  }

  private static String name(String id) {
    return id.substring(id.lastIndexOf('/') + 1);
  }
}
