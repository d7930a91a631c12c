package io.quarterdeck.local;

import io.quarterdeck.local.arm.endpoint.ArmEmulator;
import io.quarterdeck.local.arm.provider.ProviderEmulator;
import io.quarterdeck.local.databricks.DatabricksEmulator;
import io.quarterdeck.local.emulator.Build;
import io.quarterdeck.local.emulator.EmulatorSettings;
import io.quarterdeck.local.keyvault.KeyVaultEmulator;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The emulators of the local stack: their names, folder and endpoints. */
public final class AzureEmulators {
  public static final String PROVIDER = ProviderEmulator.NAME;
  public static final String ARM = ArmEmulator.NAME;
  public static final String KEY_VAULT = KeyVaultEmulator.NAME;
  public static final String DATABRICKS = DatabricksEmulator.NAME;

  /** The names of the emulators, as in {@code local status --json}. */
  public static final List<String> NAMES = List.of(PROVIDER, ARM, KEY_VAULT, DATABRICKS);

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

  /** Returns the display name of an emulator. */
  public static String title(String name) {
    return switch (name) {
      case PROVIDER -> "Pulumi provider";
      case ARM -> "Resource Manager";
      case KEY_VAULT -> "Key Vault";
      case DATABRICKS -> "Databricks";
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** Returns the endpoint of an emulator. The URL of Key Vault ends with a slash, as in Azure. */
  public static URI endpoint(String name, EmulatorSettings settings) {
    String address = Ports.LOOPBACK + ":" + settings.port(name);
    return switch (name) {
      case PROVIDER -> URI.create("grpc://" + address);
      case ARM -> URI.create("https://" + address);
      case KEY_VAULT -> URI.create("https://" + address + "/");
      case DATABRICKS -> URI.create("http://" + address);
      default -> throw new IllegalArgumentException(name);
    };
  }
}
