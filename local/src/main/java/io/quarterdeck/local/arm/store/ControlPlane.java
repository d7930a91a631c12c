package io.quarterdeck.local.arm.store;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.arm.ArmResources;
import io.quarterdeck.local.arm.parts.PartBehind;
import io.quarterdeck.local.arm.parts.Parts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Azure Resource Manager's writing side: checks as Azure does, has the real part do its work, keeps
 * the resource. What it acknowledged is on disk. Thread-safe; one write at a time.
 */
public final class ControlPlane {
  private final ResourceFiles resources;
  private final DeletedVaults deletedVaults;
  private final SignedInAs account;
  private final Registrations registrations;
  private final Parts parts;
  private final Faults faults;

  private ControlPlane(
      ResourceFiles resources,
      DeletedVaults deletedVaults,
      SignedInAs account,
      Registrations registrations,
      Parts parts,
      Faults faults) {
    this.resources = resources;
    this.deletedVaults = deletedVaults;
    this.account = account;
    this.registrations = registrations;
    this.parts = parts;
    this.faults = faults;
  }

  /**
   * Takes up what an earlier process left in the folder.
   *
   * @throws IOException when the folder cannot be made or read
   */
  public static ControlPlane open(Path folder, SignedInAs account, Parts parts, Faults faults)
      throws IOException {
    return new ControlPlane(
        ResourceFiles.open(folder.resolve("resources")),
        new DeletedVaults(folder.resolve("deleted-vaults")),
        account,
        Registrations.in(folder),
        parts,
        faults);
  }

  /** What it keeps. */
  public ArmResources resources() {
    return resources;
  }

  /** The vaults that can be brought back. */
  public DeletedVaults deletedVaults() {
    return deletedVaults;
  }

  /** Whom it takes its caller for. */
  public SignedInAs account() {
    return account;
  }

  /**
   * Makes or changes a resource, as PUT does.
   *
   * @throws ArmRefusal what Azure answers when it does not
   */
  public ArmResource put(ArmRequest request) {
    String type = request.type().azureType();
    faults.before("PUT", type);
    registrations.check(request);
    synchronized (this) {
      Optional<ArmResource> existing = resources.find(request.id());
      new WriteRules(resources).check(request, existing);
      if (existing.isEmpty()) {
        deletedVaults.check(request);
      }
      Map<String, Object> added = new Additions(resources, account).to(request);
      Map<String, Object> body = Merge.of(WriteOnly.without(type, request.body()), added);
      Optional<PartBehind> part =
          parts.behind(resources, type, request.id(), Json.object(request.body()));
      if (part.isPresent()) {
        body = Merge.of(body, written(part.get(), existing, request));
      }
      ArmResource made =
          new ArmResource(request.id(), type, request.type().apiVersion(), Json.object(body));
      resources.put(made);
      deletedVaults.purge(request.id());
      new MadeByAzure(resources).with(made);
      return made;
    }
  }

  private static Map<String, Object> written(
      PartBehind part, Optional<ArmResource> existing, ArmRequest request) {
    return existing
        .map(before -> part.updated(before, request))
        .orElseGet(() -> part.created(request));
  }

  /**
   * Reads a resource for Pulumi's engine: as {@link #seen} does, and with what the part behind it
   * shows of its own state.
   */
  public synchronized Optional<ArmResource> read(String id) {
    return seen(id).map(this::withStateOfPart);
  }

  private ArmResource withStateOfPart(ArmResource resource) {
    Map<String, Object> shown =
        behind(resource).map(part -> part.shown(resource)).orElseGet(Map::of);
    return shown.isEmpty()
        ? resource
        : new ArmResource(
            resource.id(),
            resource.type(),
            resource.apiVersion(),
            Json.object(Merge.of(Json.map(resource.body()), shown)));
  }

  /**
   * Reads a resource, as GET does. What somebody deleted at the part behind it, such as a database
   * by SQL, is gone here from then on.
   */
  public synchronized Optional<ArmResource> seen(String id) {
    Optional<ArmResource> found = resources.find(id);
    if (found.isPresent() && !stands(found.get())) {
      resources.remove(id);
      return Optional.empty();
    }
    return found;
  }

  private boolean stands(ArmResource resource) {
    return behind(resource).map(part -> part.stands(resource)).orElse(true);
  }

  private Optional<PartBehind> behind(ArmResource resource) {
    return parts.behind(resources, resource.type(), resource.id(), resource.body());
  }

  /**
   * Deletes a resource with all that is in it and on it, as DELETE does; one that is not there is
   * deleted already.
   *
   * @throws ArmRefusal what Azure answers when it does not
   */
  public void delete(String id, String type) {
    faults.before("DELETE", type);
    synchronized (this) {
      resources.find(id).ifPresent(this::deleteFound);
    }
  }

  private void deleteFound(ArmResource resource) {
    new DeleteRules(resources).check(resource);
    // What is inside goes first: whoever dies in between leaves no orphans.
    List<ArmResource> doomed =
        resources.list().stream()
            .filter(inner -> ResourceIds.within(inner.id(), resource.id()))
            .sorted(Comparator.comparingInt((ArmResource inner) -> inner.id().length()).reversed())
            .toList();
    doomed.forEach(this::forget);
    forget(resource);
  }

  private void forget(ArmResource resource) {
    boolean local = Parts.isLocal(resources, resource.id(), resource.body());
    behind(resource).ifPresent(part -> part.deleted(resource));
    // On one machine nobody else wants the name, and destroy and up again is what it is for.
    if (!local) {
      deletedVaults.deleted(resource);
    }
    resources.remove(resource.id());
  }
}
