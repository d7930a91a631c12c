package io.quarterdeck.local;

import io.quarterdeck.local.arm.endpoint.ArmEmulator;
import io.quarterdeck.local.arm.provider.ProviderEmulator;
import io.quarterdeck.local.blob.BlobEmulator;
import io.quarterdeck.local.databricks.DatabricksEmulator;
import io.quarterdeck.local.emulator.Build;
import io.quarterdeck.local.emulator.EmulatorSettings;
import io.quarterdeck.local.entra.EntraEmulator;
import io.quarterdeck.local.entra.ImdsEmulator;
import io.quarterdeck.local.keyvault.KeyVaultEmulator;
import io.quarterdeck.local.names.AzureNamesProxy;
import io.quarterdeck.local.repository.FileRepository;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * The emulators of the local stack: their names, folder and endpoints. All emulators run, whichever
 * systems the stack has. An emulator for a system is one more service in this class, which {@code
 * EmulatorMain} creates.
 */
public final class AzureEmulators {
  /**
   * An emulated service.
   *
   * @param name the name in {@code local status --json}, and the name of its folder
   * @param title the name for people
   * @param scheme the scheme of its URL
   * @param path the path of its URL; empty, or a slash as in Azure
   */
  public record Service(String name, String title, String scheme, String path) {}

  public static final Service PROVIDER =
      new Service(ProviderEmulator.NAME, "Pulumi provider", "http", "");
  public static final Service ARM = new Service(ArmEmulator.NAME, "Resource Manager", "https", "");
  public static final Service KEY_VAULT =
      new Service(KeyVaultEmulator.NAME, "Key Vault", "https", "/");
  public static final Service DATABRICKS =
      new Service(DatabricksEmulator.NAME, "Databricks", "http", "");

  public static final Service ENTRA = new Service(EntraEmulator.NAME, "Entra", "https", "");
  public static final Service IMDS =
      new Service(ImdsEmulator.NAME, "Instance metadata", "http", "");

  public static final Service BLOB = new Service(BlobEmulator.NAME, "Blob Storage", "https", "");

  public static final Service PROXY =
      new Service(AzureNamesProxy.NAME, "Proxy for Azure's names", "http", "");

  /** The web server whose files the data factory of the streaming system copies. */
  public static final Service REPOSITORY =
      new Service(FileRepository.NAME, "Files for pipelines", "http", FileRepository.PATH);

  /** All services, in the order in which {@code local status} prints them. */
  public static final List<Service> ALL =
      List.of(PROVIDER, ENTRA, IMDS, ARM, KEY_VAULT, BLOB, DATABRICKS, PROXY, REPOSITORY);

  private AzureEmulators() {}

  /**
   * Returns the folder that contains the state of the emulators.
   *
   * @param stack the folder of the local stack
   */
  public static Path folder(Path stack) {
    return stack.resolve("azure");
  }

  /** Returns the settings file of the local stack that contains this folder of emulators. */
  public static Path stackSettings(Path folder) {
    return folder.resolveSibling("settings.properties");
  }

  /**
   * Returns what the emulators of a stack depend on: this build, and the ports of PostgreSQL and
   * Azurite.
   */
  public static String identity(LocalSettings stack) {
    return Build.current() + ", " + stack;
  }

  /** Returns the endpoint of a service. */
  public static URI endpoint(Service service, EmulatorSettings settings) {
    return URI.create(
        service.scheme()
            + "://"
            + Ports.LOOPBACK
            + ":"
            + settings.port(service.name())
            + service.path());
  }
}
