package io.quarterdeck.local.databricks.identity;

import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.authorization.AccessRequest;
import io.quarterdeck.local.authorization.Authorization;
import io.quarterdeck.local.databricks.api.WorkspaceUser;
import io.quarterdeck.local.databricks.identity.Member.Kind;
import io.quarterdeck.local.entra.Audience;
import io.quarterdeck.local.entra.Authority;
import io.quarterdeck.local.entra.Callers;
import io.quarterdeck.local.entra.EntraPrincipal;
import io.quarterdeck.local.entra.InvalidToken;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.Service;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.Set;

/**
 * Admits the members of the workspace. A caller with the role Contributor or Owner on the Azure
 * resource of the workspace becomes an administrator: a user at the first request, a service
 * principal at a request with the two headers below (Databricks, "Get Microsoft Entra ID tokens for
 * service principals"; "Troubleshoot Microsoft Entra ID access tokens", {@code unique_name}).
 *
 * @param members the members
 * @param authority checks the token for Resource Manager
 * @param azure decides by the role assignments of the subscription
 * @param resources finds the Azure resource of the workspace
 * @param url the URL of the workspace
 */
public record MemberSignIn(
    Members members, Authority authority, Authorization azure, ArmResources resources, URI url) {
  private static final String WORKSPACE = "Microsoft.Databricks/workspaces";

  /** The action with which a role makes its holder an administrator. */
  private static final String ADMINISTER = WORKSPACE + "/assignWorkspaceAdmin/action";

  private static final String RESOURCE = "X-Databricks-Azure-Workspace-Resource-Id";
  private static final String MANAGEMENT_TOKEN = "X-Databricks-Azure-SP-Management-Token";

  /** Returns a service that admits members only. The call has a verified caller. */
  public Service before(Service inside) {
    return call -> {
      admit(call);
      return inside.answer(call);
    };
  }

  private void admit(Call call) throws IOException {
    EntraPrincipal caller = Callers.of(call);
    WorkspaceUser user = new WorkspaceUser(caller);
    Optional<Member> member = members.find(user.userName());
    boolean asks = asksAsContributor(call, caller);
    boolean mayAsk = asks || (caller.kind() == EntraPrincipal.Kind.USER && member.isEmpty());
    if (mayAsk && isContributor(caller)) {
      if (member.isEmpty()) {
        add(user);
      } else if (!member.get().groups().contains(Member.ADMINS)) {
        members.change(member.get(), each -> each.in(Member.ADMINS));
      }
    } else if (member.isEmpty()) {
      // DataThirstLtd/databricks.vsts.tools #20
      throw ApiError.of(403, "403", "User not authorized.");
    }
  }

  private void add(WorkspaceUser user) throws IOException {
    members.add(
        user.principal().clientId().isPresent() ? Kind.SERVICE_PRINCIPAL : Kind.USER,
        user.userName(),
        user.principal().name(),
        Set.of(),
        Set.of(Member.ADMINS));
  }

  /** Returns whether the request has the two headers, which must be valid. */
  private boolean asksAsContributor(Call call, EntraPrincipal caller) {
    Optional<String> resource = call.header(RESOURCE);
    if (resource.isEmpty()) {
      return false;
    }
    if (resource().filter(id -> id.equalsIgnoreCase(resource.get())).isEmpty()) {
      // DataThirstLtd/azure.databricks.cicd.tools #132
      throw ApiError.of(400, "400", "Invalid resource ID");
    }
    Optional<String> token = call.header(MANAGEMENT_TOKEN);
    return token.isPresent() && isTokenOf(token.get(), caller);
  }

  private boolean isTokenOf(String token, EntraPrincipal caller) {
    try {
      EntraPrincipal owner = authority.tokens().check(token, Audience.RESOURCE_MANAGER);
      return owner.objectId().equals(caller.objectId());
    } catch (InvalidToken e) {
      throw ApiError.of(403, "403", "Invalid access token.");
    }
  }

  private boolean isContributor(EntraPrincipal caller) {
    return resource()
        .filter(id -> azure.allows(caller, AccessRequest.action(ADMINISTER, id)))
        .isPresent();
  }

  private Optional<String> resource() {
    return resources.list().stream()
        .filter(each -> each.type().equalsIgnoreCase(WORKSPACE))
        .filter(this::isHere)
        .map(ArmResource::id)
        .findFirst();
  }

  private boolean isHere(ArmResource resource) {
    return resource.body().has("properties")
        && resource.body().getAsJsonObject("properties").has("workspaceUrl")
        && resource
            .body()
            .getAsJsonObject("properties")
            .get("workspaceUrl")
            .getAsString()
            .equals(url.toString());
  }
}
