package io.quarterdeck.broker;

import io.quarterdeck.contract.LocalEventHub;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.kafka.common.Endpoint;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.SecurityDisabledException;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.server.authorizer.AclCreateResult;
import org.apache.kafka.server.authorizer.AclDeleteResult;
import org.apache.kafka.server.authorizer.Action;
import org.apache.kafka.server.authorizer.AuthorizableRequestContext;
import org.apache.kafka.server.authorizer.AuthorizationResult;
import org.apache.kafka.server.authorizer.Authorizer;
import org.apache.kafka.server.authorizer.AuthorizerServerInfo;

/**
 * The rights of clients: those of the claims Send and Listen on one hub ("Authorizing access to
 * Event Hubs resources using Shared Access Signatures"). Without the claim Manage, a client can
 * neither create hubs nor change them. Event Hubs of the Standard tier has no transactions ("What
 * is Azure Event Hubs for Apache Kafka", section on transactions). Kafka creates this class by its
 * name. Thread-safe after its configuration.
 */
public final class HubRights implements Authorizer {
  private String hub;

  @Override
  public void configure(Map<String, ?> settings) {
    hub = ((LocalEventHub) settings.get(HubSignIn.HUB)).hub();
  }

  @Override
  public Map<Endpoint, ? extends CompletionStage<Void>> start(AuthorizerServerInfo server) {
    Map<Endpoint, CompletionStage<Void>> ready = new HashMap<>();
    server
        .endpoints()
        .forEach(endpoint -> ready.put(endpoint, CompletableFuture.completedFuture(null)));
    return ready;
  }

  @Override
  public List<AuthorizationResult> authorize(
      AuthorizableRequestContext context, List<Action> actions) {
    List<AuthorizationResult> results = new ArrayList<>();
    for (Action action : actions) {
      results.add(result(isBroker(context) || isGranted(action)));
    }
    return results;
  }

  /** A producer without transactions asks whether it may write to any hub. */
  @Override
  public AuthorizationResult authorizeByResourceType(
      AuthorizableRequestContext context, AclOperation operation, ResourceType type) {
    return result(
        isBroker(context) || (type == ResourceType.TOPIC && operation == AclOperation.WRITE));
  }

  private static boolean isBroker(AuthorizableRequestContext context) {
    return context.principal().getName().equals(HubSignIn.OWN_USER);
  }

  private static AuthorizationResult result(boolean granted) {
    return granted ? AuthorizationResult.ALLOWED : AuthorizationResult.DENIED;
  }

  private boolean isGranted(Action action) {
    AclOperation operation = action.operation();
    return switch (action.resourcePattern().resourceType()) {
      case TOPIC ->
          action.resourcePattern().name().equals(hub)
              && (operation == AclOperation.READ
                  || operation == AclOperation.WRITE
                  || operation == AclOperation.DESCRIBE);
      case GROUP -> operation == AclOperation.READ || operation == AclOperation.DESCRIBE;
      case CLUSTER, TRANSACTIONAL_ID, DELEGATION_TOKEN, USER, ANY, UNKNOWN -> false;
    };
  }

  @Override
  public List<? extends CompletionStage<AclCreateResult>> createAcls(
      AuthorizableRequestContext context, List<AclBinding> bindings) {
    throw fixed();
  }

  @Override
  public List<? extends CompletionStage<AclDeleteResult>> deleteAcls(
      AuthorizableRequestContext context, List<AclBindingFilter> filters) {
    throw fixed();
  }

  @Override
  public Iterable<AclBinding> acls(AclBindingFilter filter) {
    throw fixed();
  }

  private static SecurityDisabledException fixed() {
    return new SecurityDisabledException(
        "Cannot change access control lists: found a request of Kafka; expected the roles of"
            + " Azure. Event Hubs has no access control lists.");
  }

  @Override
  public void close() {}
}
