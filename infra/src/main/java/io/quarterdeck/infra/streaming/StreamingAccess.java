package io.quarterdeck.infra.streaming;

import com.pulumi.core.Output;
import com.pulumi.resources.ComponentResource;
import com.pulumi.resources.ComponentResourceOptions;
import com.pulumi.resources.Resource;
import io.quarterdeck.infra.foundation.context.ResourceContext;
import io.quarterdeck.infra.foundation.identity.Identities;
import io.quarterdeck.infra.foundation.identity.Principal;
import io.quarterdeck.infra.foundation.identity.Role;
import io.quarterdeck.infra.foundation.identity.RoleGrants;
import java.util.List;
import java.util.Map;

/**
 * The identity of the function app, and the roles of the streaming system. The function sends
 * events and cannot read them. The job reads events and cannot send them.
 */
public final class StreamingAccess extends ComponentResource {
  /**
   * Arguments of the component: the scopes of the roles.
   *
   * @param storeId the storage account of the function app
   * @param monitoringId Application Insights of the function app
   */
  record Args(
      ResourceContext context,
      Identities identities,
      Output<String> hubId,
      Output<String> storeId,
      Output<String> monitoringId) {}

  private final Identities.Identity function;
  private final List<Resource> granted;

  /**
   * Creates the identity and assigns the roles. The host of the app needs Storage Blob Data Owner
   * (Microsoft Learn, "Guidance for developing Azure Functions", section "Connecting to host
   * storage with an identity").
   */
  StreamingAccess(String name, Args args, ComponentResourceOptions options) {
    super("quarterdeck:streaming:StreamingAccess", name, options);
    RoleGrants roles = new RoleGrants(args.context(), this);
    function =
        Identities.Identity.create("function", args.context(), args.context().location(), this);
    Principal app = Principal.service(function);
    roles.grant(
        "job-receives-events",
        Principal.service(args.identities().job()),
        Role.EVENT_HUBS_RECEIVER,
        args.hubId());
    granted =
        List.of(
            roles.grant("function-sends-events", app, Role.EVENT_HUBS_SENDER, args.hubId()),
            roles.grant("function-owns-store", app, Role.BLOB_DATA_OWNER, args.storeId()),
            roles.grant(
                "function-sends-telemetry", app, Role.METRICS_PUBLISHER, args.monitoringId()));
    registerOutputs(Map.of("function", function.id()));
  }

  /** Returns the identity of the function app. */
  Identities.Identity function() {
    return function;
  }

  /** Returns the assignments of roles to the function app. */
  List<Resource> granted() {
    return granted;
  }
}
