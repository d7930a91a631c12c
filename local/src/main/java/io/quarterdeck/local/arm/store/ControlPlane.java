package io.quarterdeck.local.arm.store;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.arm.backend.ResourceBackend;
import io.quarterdeck.local.arm.backend.ResourceBackends;
import io.quarterdeck.local.arm.roles.RoleAssignments;
import io.quarterdeck.local.authorization.AccessCheck;
import io.quarterdeck.local.entra.EntraPrincipal;
import io.quarterdeck.local.http.ApiError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The write operations of Azure Resource Manager: checks the request as Azure does, calls the
 * backend, and stores the resource. A write is on disk before the method returns. Thread-safe;
 * writes are serialized.
 */
public final class ControlPlane {
  /**
   * A PUT of an existing key returns the key and changes nothing. Source: the operation
   * Keys_CreateIfNotExist of Microsoft.KeyVault.
   */
  private static final Set<String> CREATED_ONCE = Set.of("Microsoft.KeyVault/vaults/keys");

  private final ResourceFiles resources;
  private final DeletedVaults deletedVaults;
  private final CallerIdentity account;
  private final Registrations registrations;
  private final ResourceBackends backends;
  private final Faults faults;
  private final RoleAssignments roles;
  private final WriteAccess access;

  private ControlPlane(
      ResourceFiles resources,
      DeletedVaults deletedVaults,
      CallerIdentity account,
      Registrations registrations,
      ResourceBackends backends,
      Faults faults) {
    this.resources = resources;
    this.deletedVaults = deletedVaults;
    this.account = account;
    this.registrations = registrations;
    this.backends = backends;
    this.faults = faults;
    this.roles = new RoleAssignments(resources, account.subscriptionId());
    this.access = new WriteAccess(new AccessCheck(roles));
  }

  /**
   * Opens the folder with the resources that an earlier process stored.
   *
   * @throws IOException if the folder cannot be created or read
   */
  public static ControlPlane open(
      Path folder, CallerIdentity account, ResourceBackends backends, Faults faults)
      throws IOException {
    return new ControlPlane(
        ResourceFiles.open(folder.resolve("resources")),
        new DeletedVaults(folder.resolve("deleted-vaults")),
        account,
        Registrations.in(folder),
        backends,
        faults);
  }

  /** Returns the stored resources, as a GET returns them. */
  public ArmResources resources() {
    return new ShownResources(resources);
  }

  /** Returns the roles of the principals, which every write checks. */
  public RoleAssignments roles() {
    return roles;
  }

  /** Returns the deleted vaults that can be recovered. */
  public DeletedVaults deletedVaults() {
    return deletedVaults;
  }

  /** Returns the identity of the caller. */
  public CallerIdentity account() {
    return account;
  }

  /**
   * Creates or updates a resource, like PUT.
   *
   * @param caller the verified principal that sends the request
   * @throws ApiError if Azure would refuse the request
   */
  public ArmResource put(EntraPrincipal caller, ArmRequest request) {
    faults.before("PUT", request.type().azureType());
    access.checkWrite(caller, request);
    registrations.check(request);
    for (ArmRequest inner : TemplateDeployment.requests(request)) {
      access.checkWrite(caller, inner);
      registrations.check(inner);
    }
    return created(request);
  }

  /**
   * Creates or updates a resource without a check of rights, for a service that has checked the
   * rights of its client. For example, a client creates a key in a vault, and Key Vault creates the
   * resource of the key.
   *
   * @throws ApiError if Azure would refuse the request
   */
  public synchronized ArmResource created(ArmRequest request) {
    String type = request.type().azureType();
    Optional<ArmResource> existing = resources.find(request.id());
    WriteRules rules = new WriteRules(resources, registrations);
    rules.check(request, existing);
    List<ArmRequest> deployed = TemplateDeployment.requests(request);
    deployed.forEach(inner -> rules.check(inner, resources.find(inner.id())));
    if (existing.isPresent() && CREATED_ONCE.contains(type)) {
      return existing.get();
    }
    if (existing.isEmpty()) {
      deletedVaults.check(request);
    }
    VirtualNetworkSubnets subnets = new VirtualNetworkSubnets(resources);
    List<ArmResource> deleted = subnets.deletedBy(request);
    deleted.forEach(new DeleteRules(resources)::check);
    deployed.forEach(this::created);
    ArmResource made = write(request, existing);
    deleted.forEach(this::deleteFound);
    subnets.writtenBy(request).forEach(resources::put);
    return subnets.shown(made);
  }

  private ArmResource write(ArmRequest request, Optional<ArmResource> existing) {
    String type = request.type().azureType();
    Map<String, Object> added = new ComputedProperties(resources, account).to(request);
    Map<String, Object> body =
        Merge.of(
            WriteRules.kept(request, existing),
            Merge.of(WriteOnly.without(type, VirtualNetworkSubnets.without(request)), added));
    Optional<ResourceBackend> backend =
        backends.find(resources, type, request.id(), JsonMaps.object(request.body()));
    if (backend.isPresent()) {
      body = Merge.of(body, written(backend.get(), existing, request));
    }
    ArmResource made =
        new ArmResource(request.id(), type, request.type().apiVersion(), JsonMaps.object(body));
    resources.put(made);
    deletedVaults.purge(request.id());
    new ImplicitResources(resources).with(made);
    return made;
  }

  private static Map<String, Object> written(
      ResourceBackend backend, Optional<ArmResource> existing, ArmRequest request) {
    return existing
        .map(before -> backend.updated(before, request))
        .orElseGet(() -> backend.created(request));
  }

  /**
   * Reads a resource for Pulumi's engine: like {@link #seen}, and with the actual state that the
   * backend reports.
   */
  public synchronized Optional<ArmResource> read(String id) {
    return seen(id).map(this::withStateOfPart);
  }

  /**
   * Reads a resource for Pulumi's engine, like {@link #read(String)}.
   *
   * @param caller the verified principal that sends the request
   * @throws ApiError if the caller may not read the resource
   */
  public Optional<ArmResource> read(EntraPrincipal caller, String id, String type) {
    access.checkRead(caller, id, type);
    return read(id);
  }

  private ArmResource withStateOfPart(ArmResource resource) {
    Map<String, Object> shown =
        backendOf(resource).map(backend -> backend.shown(resource)).orElseGet(Map::of);
    return shown.isEmpty()
        ? resource
        : new ArmResource(
            resource.id(),
            resource.type(),
            resource.apiVersion(),
            JsonMaps.object(Merge.of(JsonMaps.map(resource.body()), shown)));
  }

  /**
   * Reads a resource, like GET. If the real counterpart was deleted, for example a database by SQL,
   * the resource is removed from the store.
   */
  public synchronized Optional<ArmResource> seen(String id) {
    Optional<ArmResource> found = resources.find(id);
    if (found.isPresent() && !exists(found.get())) {
      resources.remove(id);
      return Optional.empty();
    }
    return found.map(new VirtualNetworkSubnets(resources)::shown);
  }

  private boolean exists(ArmResource resource) {
    return backendOf(resource).map(backend -> backend.exists(resource)).orElse(true);
  }

  private Optional<ResourceBackend> backendOf(ArmResource resource) {
    return backends.find(resources, resource.type(), resource.id(), resource.body());
  }

  /**
   * Approves or rejects a private endpoint connection.
   *
   * @param caller the verified principal that sends the request
   * @param target the resource that the private endpoint connects to
   * @param name the name of the connection
   * @throws ApiError if Azure would refuse the request
   */
  public synchronized void decide(
      EntraPrincipal caller, ArmResource target, String name, Map<String, Object> body) {
    access.checkConnection(caller, target, name);
    resources.put(new EndpointConnections(resources).decided(target, name, body));
  }

  /**
   * Restarts the process behind a resource, like the action {@code restart} of a flexible server.
   * Other operations wait until it runs again.
   *
   * @param caller the verified principal that sends the request
   * @throws ApiError if the resource does not exist, or its process does not run afterwards
   */
  public synchronized void restart(EntraPrincipal caller, String id) {
    ArmResource resource = resources.find(id).orElseThrow(() -> WriteRules.notFound(id));
    access.checkAction(caller, resource, "restart");
    backendOf(resource).ifPresent(backend -> backend.restarted(resource));
  }

  /**
   * Deletes a resource with its children and extensions, like DELETE. Does nothing if the resource
   * does not exist.
   *
   * @param caller the verified principal that sends the request
   * @throws ApiError if Azure would refuse the request
   */
  public void delete(EntraPrincipal caller, String id, String type) {
    faults.before("DELETE", type);
    access.checkDelete(caller, id, type, resources.find(id));
    synchronized (this) {
      resources.find(id).ifPresent(this::deleteFound);
    }
  }

  private void deleteFound(ArmResource resource) {
    new DeleteRules(resources).check(resource);
    // Delete the children first, so that a process that dies in between leaves no orphans.
    List<ArmResource> doomed =
        resources.list().stream()
            .filter(inner -> ResourceIds.within(inner.id(), resource.id()))
            .sorted(Comparator.comparingInt((ArmResource inner) -> inner.id().length()).reversed())
            .toList();
    doomed.forEach(this::forget);
    forget(resource);
  }

  private void forget(ArmResource resource) {
    boolean local = ResourceBackends.isLocal(resources, resource.id(), resource.body());
    backendOf(resource).ifPresent(backend -> backend.deleted(resource));
    // Purge vaults of the local stack, so that destroy followed by up works with the same names.
    if (!local) {
      deletedVaults.deleted(resource);
    }
    resources.remove(resource.id());
  }
}
