package io.quarterdeck.local.arm.store;

import io.quarterdeck.infra.arm.ArmRequest;
import io.quarterdeck.local.arm.ArmResource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Vaults that were deleted and can be brought back: their names stay taken, as in Azure. */
public final class DeletedVaults {
  private static final String TYPE = "Microsoft.KeyVault/vaults";

  private final ResourceFiles vaults;

  /**
   * Reads what an earlier process left.
   *
   * @throws IOException when the folder cannot be made or read
   */
  DeletedVaults(Path folder) throws IOException {
    vaults = ResourceFiles.open(folder);
  }

  /** The vaults that can be brought back. */
  public List<ArmResource> list() {
    return vaults.list();
  }

  /** Gives a vault's name free, as {@code az keyvault purge} does. */
  public void purge(String id) {
    vaults.remove(id);
  }

  void deleted(ArmResource resource) {
    if (resource.type().equals(TYPE)) {
      vaults.put(resource);
    }
  }

  /** A vault can be made where none was deleted; {@code createMode: recover} brings one back. */
  void check(ArmRequest request) {
    if (!request.type().azureType().equals(TYPE) || vaults.find(request.id()).isEmpty()) {
      return;
    }
    Map<?, ?> properties = (Map<?, ?>) request.body().get("properties");
    if (!"recover".equals(properties.get("createMode"))) {
      throw ArmRefusal.of(
          409,
          "ConflictError",
          "A vault with the same name already exists in deleted state. You need to either recover or purge existing key vault. Follow this link https://go.microsoft.com/fwlink/?linkid=2149745 for more information on soft delete.");
    }
  }
}
