package io.quarterdeck.local.entra;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpMethod;
import com.azure.core.http.HttpRequest;
import com.azure.core.http.HttpResponse;
import com.azure.core.util.Context;
import io.quarterdeck.azure.access.AccessVariables;
import io.quarterdeck.local.emulator.Emulator;
import io.quarterdeck.local.emulator.EmulatorContext;
import io.quarterdeck.local.emulator.LoopbackCertificate;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The requests of {@code az ad} to Microsoft Graph, and its refusals. */
class DirectoryGraphTest {
  private static final String DEPLOY = "00000000-0000-4000-8000-000000000031";

  @TempDir private static Path folder;

  private static Emulator.Running entra;
  private static LoopbackCertificate certificate;

  @BeforeAll
  static void start() throws Exception {
    certificate = LoopbackCertificate.in(folder);
    entra =
        new EntraEmulator(TestTenant.open(Clock.systemUTC()))
            .start(new EmulatorContext(folder, 0, certificate.tls()));
  }

  @AfterAll
  static void stop() {
    entra.close();
  }

  @Test
  void aPersonReadsThePersonItself() {
    assertThat(ask("me"))
        .isEqualTo(
            "200 {\"@odata.type\":\"#microsoft.graph.user\",\"id\":\""
                + LocalTenant.OWNER_ID
                + "\",\"displayName\":\"owner\",\"userPrincipalName\":\"owner@quarterdeck.example\"}");
    assertThat(ask("users/OPERATOR@quarterdeck.example")).contains("\"displayName\":\"operator\"");
  }

  @Test
  void servicePrincipalsAreFoundByTheirNames() {
    assertThat(
            ask("servicePrincipals?$filter=servicePrincipalNames/any(c:c%20eq%20'" + DEPLOY + "')"))
        .contains("\"displayName\":\"deploy\"", "\"appId\":\"" + DEPLOY + "\"")
        .doesNotContain("\"displayName\":\"data\"");
    assertThat(
            ask(
                "servicePrincipals?$filter=servicePrincipalNames/any(c:c%20eq%20'2ff814a6-3304-4ab8-85cb-cd0e6f879c1d')"))
        .contains("\"id\":\"" + LocalTenant.DATABRICKS_ID + "\"");
    assertThat(ask("applications?$filter=appId%20eq%20'" + DEPLOY + "'"))
        .contains("\"displayName\":\"deploy\"");
  }

  @Test
  void groupsAreFoundByTheirNamesAndHaveMembers() {
    String group = "00000000-0000-4000-8000-000000000010";
    assertThat(ask("groups?$filter=startswith(displayName,'oper')")).contains(group);
    assertThat(ask("groups?$filter=displayName%20eq%20'others'")).isEqualTo("200 {\"value\":[]}");
    assertThat(ask("groups/" + group)).contains("\"displayName\":\"operators\"");
    assertThat(ask("groups/" + group + "/members"))
        .contains(LocalTenant.OWNER_ID)
        .doesNotContain("\"displayName\":\"stranger\"");
  }

  @Test
  void otherRequestsAreRefused() {
    assertThat(ask("groups/none"))
        .startsWith("404 {\"error\":{\"code\":\"Request_ResourceNotFound\"");
    assertThat(ask("groups?$filter=size%20gt%203"))
        .startsWith("400 {\"error\":{\"code\":\"Request_UnsupportedQuery\"");
    assertThat(ask("devices")).startsWith("400 {\"error\":{\"code\":\"BadRequest\"");
    String deploy = TestTenant.applicationToken("deploy", Audience.MICROSOFT_GRAPH);
    assertThat(ask("me", deploy))
        .contains("/me request is only valid with delegated authentication flow.");
    assertThat(ask("users", deploy))
        .startsWith("403 {\"error\":{\"code\":\"Authorization_RequestDenied\"");
    assertThat(ask("me", TestTenant.token(Audience.KEY_VAULT)))
        .startsWith("401 {\"error\":{\"code\":\"InvalidAuthenticationToken\"");
  }

  private static String ask(String path) {
    return ask(path, TestTenant.token(Audience.MICROSOFT_GRAPH));
  }

  private static String ask(String path, String token) {
    HttpRequest request =
        new HttpRequest(HttpMethod.GET, entra.endpoint() + "/v1.0/" + path)
            .setHeader(HttpHeaderName.AUTHORIZATION, "Bearer " + token);
    try (HttpResponse answer =
        AccessVariables.http(Optional.of(certificate.pem())).sendSync(request, Context.NONE)) {
      return answer.getStatusCode() + " " + answer.getBodyAsString().block();
    }
  }
}
