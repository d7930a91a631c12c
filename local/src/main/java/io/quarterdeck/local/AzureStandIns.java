package io.quarterdeck.local;

import io.quarterdeck.local.standin.StandInSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The stand-ins of the local stack, and the process that holds them. */
public final class AzureStandIns {
  /** Their names, as {@code local status --json} has them. */
  public static final List<String> NAMES = List.of("provider", "arm", "keyVault", "databricks");

  private AzureStandIns() {}

  /**
   * Where their state is.
   *
   * @param stack the local stack's folder
   */
  public static Path folder(Path stack) {
    return stack.resolve("azure");
  }

  /** A stand-in's name for people. */
  public static String title(String name) {
    return switch (name) {
      case "provider" -> "Pulumi provider";
      case "arm" -> "Resource Manager";
      case "keyVault" -> "Key Vault";
      case "databricks" -> "Databricks";
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** Where a stand-in listens; Key Vault's ends with a slash, as Azure's does. */
  public static URI endpoint(String name, StandInSettings settings) {
    String address = Ports.LOOPBACK + ":" + settings.port(name);
    return switch (name) {
      case "provider" -> URI.create("grpc://" + address);
      case "arm" -> URI.create("https://" + address);
      case "keyVault" -> URI.create("https://" + address + "/");
      case "databricks" -> URI.create("http://" + address);
      default -> throw new IllegalArgumentException(name);
    };
  }
}
