package io.quarterdeck.local.arm.endpoint;

import static io.quarterdeck.local.arm.endpoint.TestResources.ACCOUNT;
import static io.quarterdeck.local.arm.endpoint.TestResources.ACCOUNT_ID;
import static io.quarterdeck.local.arm.endpoint.TestResources.GROUP;
import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import io.quarterdeck.local.arm.store.Faults;
import io.quarterdeck.local.arm.store.Registrations;
import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.TestContext;
import io.quarterdeck.local.entra.Audience;
import io.quarterdeck.local.entra.TestTenant;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The exact errors of the endpoint, and the requests that doctor sends. */
class ArmRefusalsTest {
  private static final String STORAGE = "/providers/Microsoft.Storage/storageAccounts";

  @TempDir private static Path folder;

  private TestContext context;
  private Emulator.Running running;

  @BeforeEach
  void start() throws Exception {
    context = TestContext.in(folder, folder, Audience.RESOURCE_MANAGER);
    running =
        new ArmEmulator(
                TestResources.platform(),
                ACCOUNT,
                TestTenant.authority(),
                Registrations.in(folder),
                Faults.NONE,
                (caller, id) -> {},
                TestResources.NO_WRITES)
            .start(context.emulator());
  }

  @AfterEach
  void stop() {
    running.close();
  }

  @Test
  void requestWithoutAnApiVersionIsRefused() {
    assertThat(get(GROUP))
        .isEqualTo(
            error(
                400,
                "MissingApiVersionParameter",
                "The api-version query parameter (?api-version=) is required for all requests."));
  }

  @Test
  void anUnknownVersionTypeOrNamespaceIsRefused() {
    assertThat(get(ACCOUNT_ID + "?api-version=2000-01-01"))
        .isEqualTo(
            error(
                400,
                "NoRegisteredProviderFound",
                "No registered resource provider found for API version '2000-01-01' for type"
                    + " 'storageAccounts'. The supported api-versions are '2025-08-01, 2025-06-01,"
                    + " 2024-01-01'."));
    assertThat(get(GROUP + "?api-version=2000-01-01"))
        .isEqualTo(
            error(
                400,
                "InvalidApiVersionParameter",
                "The api-version '2000-01-01' is invalid. The supported versions are"
                    + " '2025-04-01,2024-11-01,2024-03-01,2022-12-01,2021-04-01'."));
    assertThat(get(GROUP + "/providers/Microsoft.Storage/disks/a?api-version=2024-01-01"))
        .isEqualTo(
            error(
                404,
                "InvalidResourceType",
                "The resource type 'disks' could not be found in the namespace 'Microsoft.Storage'"
                    + " for api version '2024-01-01'."));
    assertThat(get(GROUP + "/providers/Microsoft.Nothing/a/b?api-version=2024-01-01"))
        .isEqualTo(
            error(
                404,
                "InvalidResourceNamespace",
                "The resource namespace 'Microsoft.Nothing' is invalid."));
  }

  @Test
  void anotherSubscriptionGroupOrParentIsRefused() {
    assertThat(get("/subscriptions/1/resourceGroups/a?api-version=2024-03-01"))
        .isEqualTo(
            error(
                400,
                "InvalidSubscriptionId",
                "The provided subscription identifier '1' is malformed or invalid."));
    String other = "00000000-0000-4000-8000-00000000000f";
    assertThat(get("/subscriptions/" + other + "?api-version=2022-12-01"))
        .isEqualTo(
            error(
                404,
                "SubscriptionNotFound",
                "The subscription '" + other + "' could not be found."));
    assertThat(get(ACCOUNT.id() + "/resourcegroups/a" + STORAGE + "?api-version=2024-01-01"))
        .isEqualTo(error(404, "ResourceGroupNotFound", "Resource group 'a' could not be found."));
    assertThat(get(GROUP + STORAGE + "/a/blobServices/default/containers?api-version=2024-01-01"))
        .isEqualTo(
            error(
                404,
                "ParentResourceNotFound",
                "Failed to perform 'read' on resource(s) of type"
                    + " 'storageAccounts/blobServices/containers', because the parent resource '"
                    + GROUP
                    + STORAGE
                    + "/a' could not be found."));
  }

  @Test
  void writesAndOtherPathsAreRefused() {
    assertThat(
            context.ask(
                HttpMethod.PUT,
                running.endpoint(),
                GROUP + STORAGE + "?api-version=2024-01-01",
                "{}"))
        .isEqualTo(
            error(
                405,
                "HttpMethodNotSupported",
                "The resource does not support the http method 'PUT'."));
    assertThat(get("/other?api-version=2024-01-01"))
        .isEqualTo(
            error(
                404,
                "MissingSubscription",
                "The request did not have a subscription or a valid tenant level resource"
                    + " provider."));
    assertThat(get(ACCOUNT.id() + "/resources?api-version=2021-04-01&$filter=name%20eq%20'a'"))
        .isEqualTo(
            error(
                400,
                "InvalidFilterInQueryString",
                "Invalid $filter 'name eq 'a'' specified in the query string."));
  }

  @Test
  void withoutATokenOnlyTheMetadataAreReturned() {
    String group = running.endpoint() + GROUP + "?api-version=2024-03-01";
    assertThat(context.ask(new HttpRequest(HttpMethod.GET, group)))
        .isEqualTo(
            error(
                401,
                "AuthenticationFailed",
                "Authentication failed. The 'Authorization' header is missing."));
    assertThat(
            context.ask(
                new HttpRequest(HttpMethod.GET, group)
                    .setHeader(HttpHeaderName.AUTHORIZATION, "Bearer other")))
        .isEqualTo(error(401, "InvalidAuthenticationToken", "The access token is invalid."));
    assertThat(getAs(TestTenant.token(Audience.KEY_VAULT)))
        .isEqualTo(
            error(
                401,
                "InvalidAuthenticationTokenAudience",
                "The access token has been obtained for wrong audience or resource"
                    + " 'https://vault.azure.net'. It should exactly match with one of the allowed"
                    + " audiences"
                    + " 'https://management.core.windows.net/','https://management.core.windows.net','https://management.azure.com/','https://management.azure.com'."));
    Clock yesterday = Clock.offset(Clock.systemUTC(), Duration.ofDays(-1));
    assertThat(getAs(TestTenant.token(TestTenant.open(yesterday), Audience.RESOURCE_MANAGER)))
        .matches(
            "401 \\{\"error\":\\{\"code\":\"ExpiredAuthenticationToken\",\"message\":\"The access"
                + " token expiry UTC time '\\d+/\\d+/\\d{4} \\d+:\\d\\d:\\d\\d [AP]M' is earlier"
                + " than current UTC time '\\d+/\\d+/\\d{4} \\d+:\\d\\d:\\d\\d [AP]M'\\.\"\\}\\}");
    assertThat(
            context.ask(
                new HttpRequest(
                    HttpMethod.GET,
                    running.endpoint() + "/metadata/endpoints?api-version=2022-09-01")))
        .startsWith("200 {\"name\":\"QuarterdeckLocal\",")
        .contains("\"suffixes\":{\"keyVaultDns\":\"vault.azure.net\",");
    assertThat(metadata("2019-05-01")).startsWith("200 [{\"name\":\"QuarterdeckLocal\",");
    assertThat(metadata("2015-01-01")).startsWith("200 {\"galleryEndpoint\":\"https://");
    assertThat(metadata("2000-01-01"))
        .startsWith("400 {\"error\":{\"code\":\"InvalidApiVersionParameter\"");
    assertThat(metadata("")).startsWith("400 {\"error\":{\"code\":\"MissingApiVersionParameter\"");
  }

  private String metadata(String version) {
    String url = running.endpoint() + "/metadata/endpoints?api-version=" + version;
    return context.ask(new HttpRequest(HttpMethod.GET, url));
  }

  @Test
  void requestsOfDoctorAreAnswered() {
    assertThat(get(GROUP + "/providers/Microsoft.Authorization/permissions?api-version=2022-04-01"))
        .isEqualTo(
            "200 {\"value\":[{\"actions\":[\"*\"],\"notActions\":[],\"dataActions\":[],\"notDataActions\":[]}]}");
    assertThat(get(ACCOUNT_ID + "/blobServices/default/containers/landing?api-version=2024-01-01"))
        .startsWith("200 {\"id\":\"" + ACCOUNT_ID + "/blobServices/default/containers/landing\"");
    assertThat(
            get(
                GROUP
                    + "/providers/Microsoft.DBforPostgreSQL/flexibleServers?api-version=2025-08-01"))
        .startsWith("200 {\"value\":[{\"id\":\"")
        .contains("\"fullyQualifiedDomainName\":\"127.0.0.1\"");
    assertThat(
            get(
                ACCOUNT_ID
                    + "x/providers/Microsoft.Authorization/permissions?api-version=2022-04-01"))
        .startsWith("404 {\"error\":{\"code\":\"ResourceNotFound\"");
  }

  @Test
  void capabilitiesOfAnUnknownRegionOrVersionOrWithoutRegistrationAreRefused() throws Exception {
    String locations = ACCOUNT.id() + "/providers/Microsoft.DBforPostgreSQL/locations/";
    assertThat(get(locations + "westeurope/capabilities?api-version=2025-08-01"))
        .startsWith("200 {\"value\":[{\"name\":\"FlexibleServerCapabilities\"");
    assertThat(get(locations + "westeurope/capabilities"))
        .startsWith("400 {\"error\":{\"code\":\"MissingApiVersionParameter\"");
    assertThat(get(locations + "westeurope/capabilities?api-version=2017-12-01"))
        .isEqualTo(
            error(
                400,
                "NoRegisteredProviderFound",
                "No registered resource provider found for API version '2017-12-01' for type"
                    + " 'locations/capabilities'. The supported api-versions are '2025-08-01,"
                    + " 2025-01-01-preview'."));
    assertThat(get(locations + "atlantis/capabilities?api-version=2025-08-01"))
        .startsWith(
            "400 {\"error\":{\"code\":\"NoRegisteredProviderFound\",\"message\":\"No registered"
                + " resource provider found for location 'atlantis' and API version '2025-08-01'"
                + " for type 'locations/capabilities'.");
    Registrations registrations = Registrations.in(folder);
    registrations.unregister("Microsoft.DBforPostgreSQL");
    try {
      assertThat(get(locations + "westeurope/capabilities?api-version=2025-08-01"))
          .startsWith("409 {\"error\":{\"code\":\"MissingSubscriptionRegistration\"");
    } finally {
      registrations.register("Microsoft.DBforPostgreSQL");
    }
    assertThat(
            context.ask(
                new HttpRequest(
                    HttpMethod.GET,
                    running.endpoint()
                        + locations
                        + "westeurope/capabilities?api-version=2025-08-01")))
        .startsWith("401 ");
  }

  private String getAs(String token) {
    return context.ask(
        new HttpRequest(HttpMethod.GET, running.endpoint() + GROUP + "?api-version=2024-03-01")
            .setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + token));
  }

  private String get(String target) {
    return context.ask(HttpMethod.GET, running.endpoint(), target.replace(" ", "%20"), "");
  }

  private static String error(int status, String code, String message) {
    return "%d {\"error\":{\"code\":\"%s\",\"message\":\"%s\"}}".formatted(status, code, message);
  }
}
