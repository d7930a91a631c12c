package io.quarterdeck.azure.databricks.storage;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.error.platform.BadRequest;
import com.databricks.sdk.service.catalog.AzureManagedIdentityRequest;
import com.databricks.sdk.service.catalog.AzureManagedIdentityResponse;
import com.databricks.sdk.service.catalog.CreateExternalLocation;
import com.databricks.sdk.service.catalog.CreateStorageCredential;
import com.databricks.sdk.service.catalog.ExternalLocationInfo;
import com.databricks.sdk.service.catalog.ListExternalLocationsRequest;
import com.databricks.sdk.service.catalog.StorageCredentialInfo;
import io.quarterdeck.azure.databricks.JobEnvironment;
import io.quarterdeck.azure.databricks.workspace.Workspace;
import io.quarterdeck.azure.databricks.workspace.WorkspaceChange;
import io.quarterdeck.azure.databricks.workspace.WorkspaceRight;
import io.quarterdeck.loader.failure.Failure;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Gives Unity Catalog access to the lake's containers: a storage credential with the access
 * connector's identity, and an external location for each container. No account key is used.
 */
public final class LakeAccess {
  private final Workspace workspace;
  private final JobEnvironment environment;
  private final Mark mark;
  private final String credential;

  public LakeAccess(Workspace workspace, JobEnvironment environment) {
    this.workspace = workspace;
    this.environment = environment;
    this.mark = new Mark(environment.stack());
    this.credential = "quarterdeck-" + environment.stack();
  }

  /**
   * Returns the creation of missing objects.
   *
   * @throws Failure if the credential with this name has another identity
   */
  public List<WorkspaceChange> missing() {
    List<WorkspaceChange> changes = new ArrayList<>();
    Optional<StorageCredentialInfo> there = credential();
    there.ifPresent(this::check);
    if (there.isEmpty()) {
      changes.add(new WorkspaceChange("storage credential " + credential, this::createCredential));
    }
    List<ExternalLocationInfo> locations = locations();
    containers()
        .forEach(
            (name, url) -> {
              if (!covers(locations, url)) {
                changes.add(
                    new WorkspaceChange(
                        "external location " + name + " at " + url,
                        () -> createLocation(name, url)));
              }
            });
    return changes;
  }

  /**
   * Returns the names of the locations that the job reads and writes. They are those of existing
   * locations, or the names that new ones get.
   */
  public List<String> names() {
    URI artifacts = environment.lake().artifacts();
    return names(url -> !url.equals(artifacts));
  }

  /** Returns the names of all locations. */
  public List<String> allNames() {
    return names(url -> true);
  }

  /** Returns the name of the storage credential. */
  public String credentialName() {
    return credential;
  }

  private List<String> names(Predicate<URI> selected) {
    List<ExternalLocationInfo> there = locations();
    List<String> names = new ArrayList<>();
    containers()
        .forEach(
            (name, url) -> {
              if (selected.test(url)) {
                names.add(covering(there, url).map(ExternalLocationInfo::getName).orElse(name));
              }
            });
    return names;
  }

  /** Returns the deletion of the objects that setup-workspace created. */
  public List<WorkspaceChange> deletions() {
    List<WorkspaceChange> changes = new ArrayList<>();
    for (ExternalLocationInfo location : locations()) {
      if (mark.isOn(location.getComment())) {
        changes.add(
            new WorkspaceChange(
                "external location " + location.getName(),
                () ->
                    workspace.tell(
                        "delete the external location " + location.getName(),
                        client -> client.externalLocations().delete(location.getName()))));
      }
    }
    credential()
        .filter(each -> mark.isOn(each.getComment()))
        .ifPresent(
            each ->
                changes.add(
                    new WorkspaceChange(
                        "storage credential " + credential,
                        () ->
                            workspace.tell(
                                "delete the storage credential " + credential,
                                client -> client.storageCredentials().delete(credential)))));
    return changes;
  }

  private Map<String, URI> containers() {
    JobEnvironment.Lake lake = environment.lake();
    Map<String, URI> containers = new LinkedHashMap<>();
    containers.put(credential + "-landing", lake.landing());
    containers.put(credential + "-curated", lake.curated());
    containers.put(credential + "-quarantine", lake.quarantine());
    containers.put(credential + "-artifacts", lake.artifacts());
    lake.tables().ifPresent(tables -> containers.put(credential + "-lake", tables));
    lake.streaming().ifPresent(tables -> containers.put(credential + "-streaming", tables));
    return containers;
  }

  private Optional<StorageCredentialInfo> credential() {
    return workspace
        .requiring(
            new WorkspaceRight(
                "MANAGE on the storage credential " + credential,
                "Who set the workspace up",
                "./quarterdeck setup-workspace --administrator YOU"))
        .find(
            "read the storage credential " + credential,
            client -> client.storageCredentials().get(credential));
  }

  private void check(StorageCredentialInfo there) {
    AzureManagedIdentityResponse identity = there.getAzureManagedIdentity();
    String found = identity == null ? "another kind of identity" : identity.getAccessConnectorId();
    String expected = environment.lake().identity().connectorId();
    if (!expected.equalsIgnoreCase(found)) {
      throw Failure.of(
          "Cannot use the storage credential %s at %s: its identity is %s; expected "
              + "%s. Delete or rename it in the workspace, then run this again.",
          credential, workspace.address(), found, expected);
    }
  }

  private void createCredential() {
    JobEnvironment.LentIdentity identity = environment.lake().identity();
    AzureManagedIdentityRequest request =
        new AzureManagedIdentityRequest().setAccessConnectorId(identity.connectorId());
    identity.identityId().ifPresent(request::setManagedIdentityId);
    workspace
        .requiring(
            new WorkspaceRight(
                "CREATE STORAGE CREDENTIAL on the metastore, and the role Contributor on the access"
                    + " connector; a service principal must be an account administrator",
                "An account administrator, and an Owner of the connector,",
                "GRANT CREATE STORAGE CREDENTIAL ON METASTORE TO `YOU` (SQL in the workspace), and"
                    + " az role assignment create --role Contributor --assignee YOU --scope "
                    + identity.connectorId()))
        .create(
            "create the storage credential " + credential,
            client ->
                client
                    .storageCredentials()
                    .create(
                        new CreateStorageCredential()
                            .setName(credential)
                            .setComment(mark.comment())
                            .setAzureManagedIdentity(request)));
  }

  private List<ExternalLocationInfo> locations() {
    return workspace.call("list the external locations", LakeAccess::locations);
  }

  private static List<ExternalLocationInfo> locations(WorkspaceClient client) {
    List<ExternalLocationInfo> locations = new ArrayList<>();
    client.externalLocations().list(new ListExternalLocationsRequest()).forEach(locations::add);
    return locations;
  }

  private static boolean covers(List<ExternalLocationInfo> locations, URI url) {
    return covering(locations, url).isPresent();
  }

  private static Optional<ExternalLocationInfo> covering(
      List<ExternalLocationInfo> locations, URI url) {
    return locations.stream()
        .filter(each -> bare(each.getUrl()).equals(bare(url.toString())))
        .findFirst();
  }

  private void createLocation(String name, URI url) {
    CreateExternalLocation request =
        new CreateExternalLocation()
            .setName(name)
            .setUrl(url + "/")
            .setCredentialName(credential)
            .setComment(mark.comment());
    workspace
        .requiring(
            new WorkspaceRight(
                "CREATE EXTERNAL LOCATION on the metastore and on the storage credential "
                    + credential,
                "An account administrator, and the owner of the credential,",
                "GRANT CREATE EXTERNAL LOCATION ON METASTORE TO `YOU`, and GRANT CREATE EXTERNAL"
                    + " LOCATION ON STORAGE CREDENTIAL `%s` TO `YOU` (SQL in the workspace)"
                        .formatted(credential)))
        .create(
            "create the external location " + name,
            client -> {
              try {
                client.externalLocations().create(request);
              } catch (BadRequest e) {
                // Another registration may have created one: two locations must not overlap.
                if (!covers(locations(client), url)) {
                  throw e;
                }
              }
            });
  }

  private static String bare(String url) {
    return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
  }
}
