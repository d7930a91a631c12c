package io.quarterdeck.azure.management;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.management.exception.ManagementException;
import com.azure.core.util.Context;
import com.azure.resourcemanager.authorization.fluent.models.PermissionInner;
import com.azure.resourcemanager.resources.fluent.models.ProviderInner;
import io.quarterdeck.azure.access.AccessVariables;
import io.quarterdeck.azure.server.RegionCapabilities;
import io.quarterdeck.contract.ApiVersion;
import io.quarterdeck.contract.ApiVersions;
import io.quarterdeck.loader.failure.Failure;
import io.quarterdeck.testkit.AzureServer;
import io.quarterdeck.testkit.Certificate;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls a server through Microsoft's clients. */
class ManagementClientsTest {
  private static final String ID = "00000000-0000-4000-8000-000000000001";
  private static final String SUBSCRIPTION = "/subscriptions/" + ID;
  private static final String GROUP = SUBSCRIPTION + "/resourceGroups/rg";
  private static final String ACCOUNT = GROUP + "/providers/Microsoft.Storage/storageAccounts/st";
  private static final String PERMISSIONS = "/providers/Microsoft.Authorization/permissions";
  private static final String PROVIDERS = SUBSCRIPTION + "/providers";
  private static final String CAPABILITIES =
      SUBSCRIPTION + "/providers/Microsoft.DBforPostgreSQL/locations/westeurope/capabilities";
  private static final String EMPTY = "{\"value\": []}";

  @TempDir private static Path folder;

  private static Certificate certificate;

  private AzureServer azure;
  private ManagementClients clients;

  @BeforeAll
  static void createCertificate() throws Exception {
    certificate = Certificate.in(folder);
  }

  @BeforeEach
  void startAzure() throws Exception {
    azure = new AzureServer(certificate);
    clients = new ManagementClients(AccessVariables.read(azure.environment(folder, certificate)));
  }

  @AfterEach
  void stopAzure() {
    azure.close();
  }

  @Test
  void theTableHasTheVersionOfEachRequest() {
    String container = ACCOUNT + "/blobServices/default/containers/landing";
    String identity = GROUP + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id";
    String feature =
        SUBSCRIPTION
            + "/providers/Microsoft.Features/providers/Microsoft.Compute/features/EncryptionAtHost";
    Map<String, String> paths =
        Map.of(
            "Microsoft.Resources/subscriptions",
            "/subscriptions",
            "Microsoft.Features/features",
            feature,
            "Microsoft.Resources/resourceGroups",
            SUBSCRIPTION + "/resourcegroups",
            "Microsoft.Resources/resources",
            GROUP + "/resources",
            "Microsoft.Resources/providers",
            PROVIDERS,
            "Microsoft.Authorization/permissions",
            SUBSCRIPTION + "/resourcegroups/rg" + PERMISSIONS,
            "Microsoft.Storage/storageAccounts/blobServices/containers",
            container,
            "Microsoft.ManagedIdentity/userAssignedIdentities",
            identity,
            "Microsoft.ManagedIdentity/identities",
            ACCOUNT + "/providers/Microsoft.ManagedIdentity/identities/default",
            "Microsoft.DBforPostgreSQL/locations/capabilities",
            CAPABILITIES);
    paths.values().forEach(path -> azure.on("GET", path, 200, EMPTY));

    assertThat(clients.subscriptions().list()).isEmpty();
    assertThat(clients.resources(ID).getResourceGroups().list()).isEmpty();
    assertThat(
            clients
                .resources(ID)
                .getResources()
                .listByResourceGroup("rg", null, null, null, Context.NONE))
        .isEmpty();
    assertThat(clients.resources(ID).getProviders().list()).isEmpty();
    assertThat(new CallerPermissions(clients).at(GROUP)).isEmpty();
    assertThat(clients.storage(ID).getBlobContainers().get("rg", "st", "landing")).isNotNull();
    assertThat(clients.identities(ID).getUserAssignedIdentities().getByResourceGroup("rg", "id"))
        .isNotNull();
    assertThat(
            clients.identities(ID).getSystemAssignedIdentities().getByScope(ACCOUNT.substring(1)))
        .isNotNull();
    assertThat(RegionCapabilities.read(ID, "westeurope", clients).capabilities()).isEmpty();
    assertThat(SubscriptionFeature.ENCRYPTION_AT_HOST.state(ID, clients)).isEmpty();

    assertThat(azure.apiVersions())
        .isEqualTo(
            ApiVersions.all().stream()
                .filter(version -> version.choice() == ApiVersion.Choice.CLIENT)
                .collect(toMap(version -> paths.get(version.type()), ApiVersion::version)));
  }

  @Test
  void permissionsAreReadAtASubscriptionAGroupAndAResource() {
    for (String scope : List.of(SUBSCRIPTION, GROUP, ACCOUNT)) {
      String action = "of " + scope;
      azure.on(
          "GET", scope + PERMISSIONS, 200, "{\"value\": [{\"actions\": [\"" + action + "\"]}]}");
      assertThat(new CallerPermissions(clients).at(scope))
          .extracting(PermissionInner::actions)
          .containsExactly(List.of(action));
    }
  }

  @Test
  void aSubscriptionThatMayNotBeReadHasAzuresError() {
    azure.on(
        "GET",
        SUBSCRIPTION + PERMISSIONS,
        403,
        AzureServer.error("AuthorizationFailed", "The client\\n has no role."));
    ManagementException refusal =
        catchThrowableOfType(
            ManagementException.class, () -> new CallerPermissions(clients).at(SUBSCRIPTION));
    assertThat(AzureError.of(refusal))
        .isEqualTo(new AzureError(403, "AuthorizationFailed", "The client\n has no role."))
        .extracting(AzureError::text)
        .isEqualTo("AuthorizationFailed: The client has no role");
  }

  @Test
  void theNextPageIsRead() {
    azure.on(
        "GET",
        PROVIDERS,
        request ->
            AzureServer.Answer.json(
                200,
                request.getRequestURI().getQuery().contains("page=2")
                    ? "{\"value\": [{\"namespace\": \"Two\"}]}"
                    : page("One", azure.url() + PROVIDERS + "?api-version=2025-04-01&page=2")));
    assertThat(clients.resources(ID).getProviders().list())
        .extracting(ProviderInner::namespace)
        .containsExactly("One", "Two");
  }

  @Test
  void noTokenIsSentToAnotherServer() throws Exception {
    try (AzureServer other = new AzureServer(certificate)) {
      other.on("GET", PROVIDERS, 200, EMPTY);
      azure.on("GET", PROVIDERS, 200, page("One", other.url() + PROVIDERS + "?api-version=1"));
      assertThatThrownBy(() -> clients.resources(ID).getProviders().list().stream().toList())
          .isInstanceOf(Failure.class)
          .hasMessage(
              "Cannot follow a link that Azure Resource Manager returned: it leads to %s; expected"
                  + " %s. The token is only sent to the expected server. Run this again; if the"
                  + " error remains, check which server QUARTERDECK_RESOURCE_MANAGER names.",
              URI.create(other.url()).getAuthority(), URI.create(azure.url()).getAuthority());
      assertThat(other.requests()).isEmpty();
    }
  }

  private static String page(String namespace, String next) {
    return "{\"value\": [{\"namespace\": \"%s\"}], \"nextLink\": \"%s\"}"
        .formatted(namespace, next);
  }

  @Test
  void aBusyServiceIsAskedAgainTwice() {
    AtomicInteger left = new AtomicInteger(2);
    azure.on(
        "GET",
        PROVIDERS,
        request ->
            left.getAndDecrement() > 0
                ? AzureServer.Answer.json(503, AzureServer.error("ServerTimeout", "Later."))
                : AzureServer.Answer.json(200, EMPTY));
    assertThat(clients.resources(ID).getProviders().list()).isEmpty();
    assertThat(azure.requests()).hasSize(3);
  }

  /** Azure's own pipeline would register the provider and send the request again. */
  @Test
  void noResourceProviderIsRegistered() {
    azure.on(
        "GET",
        ACCOUNT,
        409,
        AzureServer.error("MissingSubscriptionRegistration", "It is not registered."));
    assertThatThrownBy(() -> clients.resource(ACCOUNT, "2024-01-01"))
        .isInstanceOf(ManagementException.class);
    assertThat(azure.requests()).containsExactly("GET " + ACCOUNT);
  }

  @Test
  void thePageOfAProxyIsReportedWithItsStatus() {
    azure.on(
        "GET",
        ACCOUNT,
        request ->
            new AzureServer.Answer(403, Map.of("Content-Type", "text/html"), "<html>No.</html>"));
    HttpResponseException refusal =
        catchThrowableOfType(
            HttpResponseException.class, () -> clients.resource(ACCOUNT, "2024-01-01"));
    assertThat(AzureError.of(refusal).text()).isEqualTo("HTTP 403");
  }
}
