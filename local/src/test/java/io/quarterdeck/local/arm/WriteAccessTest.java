package io.quarterdeck.local.arm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.StatusRuntimeException;
import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.infra.arm.ArmTypes;
import io.quarterdeck.local.arm.backend.ResourceBackends;
import io.quarterdeck.local.arm.provider.ProviderServer;
import io.quarterdeck.local.arm.store.CallerIdentity;
import io.quarterdeck.local.arm.store.ControlPlane;
import io.quarterdeck.local.arm.store.Faults;
import io.quarterdeck.local.authorization.TestRoles;
import io.quarterdeck.local.entra.EntraPrincipal;
import io.quarterdeck.local.entra.EntraPrincipal.Kind;
import io.quarterdeck.local.entra.LocalTenant;
import io.quarterdeck.local.http.ApiError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rights that the callers of writes need. */
class WriteAccessTest {
  private static final EntraPrincipal OWNER = LocalTenant.owner();
  private static final EntraPrincipal DEPLOY =
      new EntraPrincipal(
          "bbbbbbbb-0000-4000-8000-000000000001",
          Optional.of("bbbbbbbb-0000-4000-8000-000000000002"),
          "deploy",
          Kind.SERVICE_PRINCIPAL,
          Set.of());

  private static final String ONE = TestRoles.SUBSCRIPTION + "/resourceGroups/rg-1";
  private static final String TWO = TestRoles.SUBSCRIPTION + "/resourceGroups/rg-2";
  private static final String GROUP_OF_SECURITY =
      TWO + "/providers/Microsoft.Network/networkSecurityGroups/nsg-1";
  private static final String NETWORK = ONE + "/providers/Microsoft.Network/virtualNetworks/vnet-1";
  private static final String IDENTITY =
      ONE + "/providers/Microsoft.ManagedIdentity/userAssignedIdentities/id-1";
  private static final String ASSIGNMENTS =
      IDENTITY + "/providers/Microsoft.Authorization/roleAssignments/";

  @TempDir private Path folder;
  private ControlPlane azure;

  @BeforeEach
  void open() throws IOException {
    azure = ControlPlane.open(folder, CallerIdentity.LOCAL, ResourceBackends.none(), Faults.NONE);
    for (String group : new String[] {ONE, TWO}) {
      put(OWNER, "resources:ResourceGroup", group, Map.of("location", "westeurope"));
    }
  }

  @Test
  void callerWithoutARoleIsRefusedWithTheActionAndTheScope() {
    refused(
        () -> identity(DEPLOY),
        "AuthorizationFailed",
        "The client 'bbbbbbbb-0000-4000-8000-000000000002' with object id"
            + " 'bbbbbbbb-0000-4000-8000-000000000001' does not have authorization to perform"
            + " action 'Microsoft.ManagedIdentity/userAssignedIdentities/write' over scope '"
            + IDENTITY
            + "' or the scope is invalid. If access was recently granted, please refresh your"
            + " credentials.");
    assertThat(azure.resources().find(IDENTITY)).isEmpty();
  }

  @Test
  void personIsNamedByTheUserPrincipalName() {
    EntraPrincipal stranger =
        new EntraPrincipal(
            "bbbbbbbb-0000-4000-8000-000000000009",
            Optional.empty(),
            "stranger@quarterdeck.example",
            Kind.USER,
            Set.of());
    assertThatThrownBy(() -> azure.delete(stranger, ONE, "Microsoft.Resources/resourceGroups"))
        .hasMessageStartingWith(
            "The client 'stranger@quarterdeck.example' with object id"
                + " 'bbbbbbbb-0000-4000-8000-000000000009' does not have authorization to perform"
                + " action 'Microsoft.Resources/subscriptions/resourceGroups/delete' over scope '"
                + ONE
                + "'");
    assertThat(azure.resources().find(ONE)).isPresent();
  }

  @Test
  void callerWithARoleInTheGroupWritesAndDeletesThereOnly() {
    assign(OWNER, "r1", ONE, TestRoles.CONTRIBUTOR);

    identity(DEPLOY);
    azure.delete(DEPLOY, IDENTITY, "Microsoft.ManagedIdentity/userAssignedIdentities");

    assertThat(azure.resources().find(IDENTITY)).isEmpty();
    refused(
        () -> azure.delete(DEPLOY, TWO, "Microsoft.Resources/resourceGroups"),
        "AuthorizationFailed");
  }

  @Test
  void contributorMayNeitherAssignRolesNorLock() {
    assign(OWNER, "r1", ONE, TestRoles.CONTRIBUTOR);
    identity(DEPLOY);

    refused(() -> assign(DEPLOY, "r2", IDENTITY, TestRoles.READER), "AuthorizationFailed");
    refused(
        () ->
            put(
                DEPLOY,
                "authorization:ManagementLockByScope",
                IDENTITY + "/providers/Microsoft.Authorization/locks/keep",
                Map.of("properties", Map.of("level", "CanNotDelete"))),
        "AuthorizationFailed");
  }

  @Test
  void conditionOfTheRoleLimitsWhichRolesTheCallerAssignsAndRemoves() {
    assign(OWNER, "r1", ONE, TestRoles.CONTRIBUTOR);
    identity(DEPLOY);
    assign(OWNER, "r2", IDENTITY, TestRoles.CONTRIBUTOR);
    String type = "Microsoft.Authorization/roleAssignments";
    put(
        OWNER,
        "authorization:RoleAssignment",
        ONE + "/providers/" + type + "/r3",
        Map.of(
            "properties",
            Map.of(
                "principalId",
                DEPLOY.objectId(),
                "roleDefinitionId",
                TestRoles.definitionId(TestRoles.ACCESS_ADMINISTRATOR),
                "conditionVersion",
                "2.0",
                "condition",
                ("((!(ActionMatches{'%1$s/write'})) OR (@Request[%1$s:RoleDefinitionId]"
                        + " ForAnyOfAnyValues:GuidEquals {%2$s})) AND"
                        + " ((!(ActionMatches{'%1$s/delete'})) OR (@Resource[%1$s:RoleDefinitionId]"
                        + " ForAnyOfAnyValues:GuidEquals {%2$s}))")
                    .formatted(type, TestRoles.READER))));

    assign(DEPLOY, "r4", IDENTITY, TestRoles.READER);
    azure.delete(DEPLOY, ASSIGNMENTS + "r4", type);

    refused(
        () -> assign(DEPLOY, "r5", IDENTITY, TestRoles.BLOB_CONTRIBUTOR),
        "AuthorizationFailed",
        "The client 'bbbbbbbb-0000-4000-8000-000000000002' with object id"
            + " 'bbbbbbbb-0000-4000-8000-000000000001' has an authorization with ABAC condition"
            + " that is not fulfilled to perform action"
            + " 'Microsoft.Authorization/roleAssignments/write' over scope '"
            + ASSIGNMENTS
            + "r5' or the scope is invalid. If access was recently granted, please refresh your"
            + " credentials.");
    refused(() -> azure.delete(DEPLOY, ASSIGNMENTS + "r2", type), "AuthorizationFailed");
    assertThat(azure.resources().find(ASSIGNMENTS + "r2")).isPresent();
  }

  @Test
  void callerNeedsTheRightToJoinWhatTheResourceRefersTo() {
    assign(OWNER, "r1", ONE, TestRoles.CONTRIBUTOR);
    put(
        OWNER,
        "network:NetworkSecurityGroup",
        GROUP_OF_SECURITY,
        Map.of("location", "westeurope", "properties", Map.of()));
    put(
        DEPLOY,
        "network:VirtualNetwork",
        NETWORK,
        Map.of(
            "location",
            "westeurope",
            "properties",
            Map.of("addressSpace", Map.of("addressPrefixes", List.of("10.0.0.0/16")))));

    refused(
        () -> subnet(DEPLOY),
        "LinkedAuthorizationFailed",
        "The client 'bbbbbbbb-0000-4000-8000-000000000002' with object id"
            + " 'bbbbbbbb-0000-4000-8000-000000000001' has permission to perform action"
            + " 'Microsoft.Network/virtualNetworks/subnets/write' on scope '"
            + NETWORK
            + "/subnets/s1'; however, it does not have permission to perform action(s)"
            + " 'Microsoft.Network/networkSecurityGroups/join/action' on the linked scope(s) '"
            + GROUP_OF_SECURITY
            + "' (respectively) or the linked scope(s) are invalid.");

    put(
        OWNER,
        "authorization:RoleAssignment",
        GROUP_OF_SECURITY + "/providers/Microsoft.Authorization/roleAssignments/r9",
        Map.of(
            "properties",
            Map.of(
                "principalId",
                DEPLOY.objectId(),
                "roleDefinitionId",
                TestRoles.definitionId("4d97b98b-1d4f-4787-a291-c67834d212e7"))));
    subnet(DEPLOY);
  }

  @Test
  void providerSendsItsRequestsAsItsPrincipal() throws Exception {
    try (ProviderServer server = ProviderServer.start(azure, DEPLOY, 0);
        EngineClient engine = new EngineClient(server.port())) {
      assertThatThrownBy(
              () ->
                  engine.create(
                      "resources:ResourceGroup",
                      Map.of("resourceGroupName", "rg-3", "location", "westeurope")))
          .isInstanceOf(StatusRuntimeException.class)
          .hasMessageContaining("Status=403 (Forbidden) Code=\"AuthorizationFailed\"");
      assertThatThrownBy(() -> engine.read("resources:ResourceGroup", ONE))
          .hasMessageContaining("'Microsoft.Resources/subscriptions/resourceGroups/read'");
      assertThatThrownBy(() -> engine.delete("resources:ResourceGroup", ONE))
          .hasMessageContaining("'Microsoft.Resources/subscriptions/resourceGroups/delete'");
    }
  }

  private void identity(EntraPrincipal caller) {
    put(caller, "managedidentity:UserAssignedIdentity", IDENTITY, Map.of("location", "westeurope"));
  }

  private void subnet(EntraPrincipal caller) {
    put(
        caller,
        "network:Subnet",
        NETWORK + "/subnets/s1",
        Map.of(
            "properties",
            Map.of(
                "addressPrefix",
                "10.0.0.0/24",
                "networkSecurityGroup",
                Map.of("id", GROUP_OF_SECURITY))));
  }

  private void assign(EntraPrincipal caller, String name, String scope, String role) {
    put(
        caller,
        "authorization:RoleAssignment",
        scope + "/providers/Microsoft.Authorization/roleAssignments/" + name,
        Map.of(
            "properties",
            Map.of(
                "principalId",
                DEPLOY.objectId(),
                "principalType",
                "ServicePrincipal",
                "roleDefinitionId",
                TestRoles.definitionId(role))));
  }

  private void put(EntraPrincipal caller, String type, String id, Map<String, Object> body) {
    azure.put(caller, new ArmRequest(ArmTypes.of("azure-native:" + type), id, body));
  }

  private static void refused(ThrowingCallable write, String code) {
    assertThatThrownBy(write)
        .isInstanceOfSatisfying(
            ApiError.class,
            error -> {
              assertThat(error.status()).isEqualTo(403);
              assertThat(error.code()).isEqualTo(code);
            });
  }

  private static void refused(ThrowingCallable write, String code, String message) {
    refused(write, code);
    assertThatThrownBy(write).hasMessage(message);
  }
}
