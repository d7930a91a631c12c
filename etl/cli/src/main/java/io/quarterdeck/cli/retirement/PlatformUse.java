package io.quarterdeck.cli.retirement;

import java.util.Map;

/** Something of Azure that the platform uses and that Azure can retire. */
public sealed interface PlatformUse {
  /** Returns what is used and where, such as {@code keyvault:Vault 2026-02-01}. */
  String text();

  /**
   * The API version with which the program manages resources of a type, or with which a command
   * reads them.
   *
   * @param type the module and the name of the type, such as {@code keyvault:Vault}
   * @param version the API version, such as {@code 2026-02-01}
   */
  record UsedApiVersion(String type, String version) implements PlatformUse {
    /** Returns the type's module, such as {@code keyvault}. */
    String module() {
      return type.substring(0, type.indexOf(':'));
    }

    @Override
    public String text() {
      return type + " " + version;
    }
  }

  /**
   * The version of PostgreSQL that a stack sets.
   *
   * @param stack the stack's name
   * @param major the major version, as the setting contains it
   */
  record PostgresVersion(String stack, String major) implements PlatformUse {
    @Override
    public String text() {
      return stack + ": postgresVersion " + major;
    }
  }

  /**
   * A size of machines.
   *
   * @param where where the size is set, such as {@code dev: postgresSku} or {@code the job's
   *     machines}
   * @param size the size, such as {@code Standard_D4ds_v5}
   */
  record MachineSize(String where, String size) implements PlatformUse {
    @Override
    public String text() {
      return where + " " + size;
    }
  }

  /**
   * The runtime of the job's cluster.
   *
   * @param key Databricks' key, such as {@code 17.3.x-scala2.13}
   */
  record DatabricksRuntime(String key) implements PlatformUse {
    @Override
    public String text() {
      return "the job's runtime " + key;
    }
  }

  /**
   * A resource in a preview.
   *
   * @param stack the stack's name
   * @param name the resource's name in the program
   * @param type azure-native's type, such as {@code storage:StorageAccount}
   * @param inputs the inputs, which consist of maps, lists and scalars
   */
  record Resource(String stack, String name, String type, Map<?, ?> inputs) implements PlatformUse {
    @Override
    public String text() {
      return stack + ": " + name + " (" + type + ")";
    }
  }
}
