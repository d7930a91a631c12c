package io.quarterdeck.local.arm.store;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.http.ApiError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Deleted vaults that can be recovered. As in Azure, their names cannot be reused. */
public final class DeletedVaults {
  private static final String TYPE = "Microsoft.KeyVault/vaults";

  private final ResourceFiles vaults;

  /**
   * Reads the vaults that an earlier process stored.
   *
   * @throws IOException if the folder cannot be created or read
   */
  DeletedVaults(Path folder) throws IOException {
    vaults = ResourceFiles.open(folder);
  }

  /** Returns the vaults that can be recovered. */
  public List<ArmResource> list() {
    return vaults.list();
  }

  /** Makes the name of a vault available again, like {@code az keyvault purge}. */
  public void purge(String id) {
    vaults.remove(id);
  }

  void deleted(ArmResource resource) {
    if (resource.type().equals(TYPE)) {
      vaults.put(resource);
    }
  }

  /**
   * Refuses a new vault whose name belongs to a deleted vault, unless {@code createMode: recover}
   * recovers that vault.
   */
  void check(ArmRequest request) {
    if (!request.type().azureType().equals(TYPE) || vaults.find(request.id()).isEmpty()) {
      return;
    }
    Map<?, ?> properties = (Map<?, ?>) request.body().get("properties");
    if (!"recover".equals(properties.get("createMode"))) {
      throw ApiError.of(
          409,
          "ConflictError",
          "A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault. Follow this link https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft delete.");
    }
  }
}
