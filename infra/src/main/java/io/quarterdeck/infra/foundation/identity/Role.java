package io.quarterdeck.infra.foundation.identity;

/**
 * Azure's built-in roles that the platform assigns. None of them permits assigning roles. Only Data
 * Factory Contributor permits changing a resource; its scope is the factory. Source of the ids:
 * Microsoft Learn, "Azure built-in roles".
 */
public enum Role {
  READER("acdd72a7-3385-48ef-bd42-f606fba81ae7"),
  BLOB_DATA_CONTRIBUTOR("ba92f5b4-2d11-453d-a403-e96b0029c9fe"),
  BLOB_DATA_READER("2a2b9908-6ea1-4ae2-8e65-a410df84e7d1"),
  DATA_FACTORY_CONTRIBUTOR("673868aa-7521-48a0-acc6-0f60742d39f5"),
  /** Azure Event Hubs Data Receiver. */
  EVENT_HUBS_RECEIVER("a638d3c7-ab3a-418d-83e6-5f17a39d4fde"),
  /** Azure Event Hubs Data Sender. */
  EVENT_HUBS_SENDER("2b629674-e913-4c01-ae53-ef4638d8f975"),
  /** Storage Blob Data Owner, which the host of Azure Functions needs. */
  BLOB_DATA_OWNER("b7e6dc6d-f1e8-4753-8033-0f276bb0955b"),
  /** Monitoring Metrics Publisher, which also permits sending telemetry to Application Insights. */
  METRICS_PUBLISHER("3913510d-42f4-4e42-8a64-420c390055eb"),
  VAULT_SECRETS_USER("4633458b-17de-408a-b874-0445c86b69e6"),
  VAULT_SECRETS_OFFICER("b86a8fe4-44ce-4948-aee5-eccb2c155cd7"),
  /** Key Vault Crypto Service Encryption User: reads a key, and wraps and unwraps other keys. */
  VAULT_CRYPTO_SERVICE_USER("e147488a-f6f5-4113-8e2d-b22465e65bf6");

  private final String id;

  Role(String id) {
    this.id = id;
  }

  String definitionId(String subscriptionId) {
    return "/subscriptions/%s/providers/Microsoft.Authorization/roleDefinitions/%s"
        .formatted(subscriptionId, id);
  }
}
