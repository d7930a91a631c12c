package io.quarterdeck.local;

import io.quarterdeck.local.standin.Build;
import io.quarterdeck.local.standin.StandInSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** The stand-ins of the local stack: their names and where they are. */
public final class AzureStandIns {
  public static final String PROVIDER = "provider";
  public static final String ARM = "arm";
  public static final String KEY_VAULT = "keyVault";
  public static final String DATABRICKS = "databricks";

  /** Their names, as {@code local status --json} has them. */
  public static final List<String> NAMES = List.of(PROVIDER, ARM, KEY_VAULT, DATABRICKS);

  private AzureStandIns() {}

  /**
   * Where their state is.
   *
   * @param stack the local stack's folder
   */
  public static Path folder(Path stack) {
    return stack.resolve("azure");
  }

  /** The local stack's own settings, for whoever knows the stand-ins' folder. */
  public static Path stackSettings(Path folder) {
    return folder.resolveSibling("settings.properties");
  }

  /**
   * What the stand-ins of a stack are made from: this build, and where the stack's own parts
   * listen.
   */
  public static String identity(LocalSettings stack) {
    return Build.current() + ", " + stack;
  }

  /** A stand-in's name for people. */
  public static String title(String name) {
    return switch (name) {
      case PROVIDER -> "Pulumi provider";
      case ARM -> "Resource Manager";
      case KEY_VAULT -> "Key Vault";
      case DATABRICKS -> "Databricks";
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** Where a stand-in listens; Key Vault's ends with a slash, as Azure's does. */
  public static URI endpoint(String name, StandInSettings settings) {
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
