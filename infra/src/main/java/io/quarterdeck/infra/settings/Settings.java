package io.quarterdeck.infra.settings;

import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.contract.Replaceable;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The validated settings of an environment. Immutable.
 *
 * @param systems the enabled systems, at least one
 * @param agents the machines of the pipeline inside the network; empty if there are none
 * @param recoverVault whether to recover a soft-deleted vault instead of creating one
 * @param infrastructureEncryption whether data at rest is encrypted twice; cannot be changed after
 *     creation
 * @param factoryRepository the Git repository in which Data Factory Studio edits the pipelines
 * @param replaceable the data-holding resources that an update may replace
 */
public record Settings(
    EnvironmentSettings environment,
    Set<PlatformSystemName> systems,
    Access access,
    NetworkSettings network,
    Optional<AgentSettings> agents,
    StorageSettings storage,
    PostgresSettings postgres,
    boolean recoverVault,
    boolean infrastructureEncryption,
    EncryptionSettings encryption,
    IdentitySettings identity,
    MonitoringSettings monitoring,
    Optional<FactoryRepository> factoryRepository,
    LakehouseSettings lakehouse,
    StreamingSettings streaming,
    Set<Replaceable> replaceable) {
  /** The project's name in Pulumi.yaml, which is the namespace of the settings. */
  public static final String PROJECT = "quarterdeck";

  private enum VaultMode {
    create,
    recover
  }

  public Settings {
    systems = Set.copyOf(systems);
    replaceable = Set.copyOf(replaceable);
  }

  /**
   * Reads and validates all settings.
   *
   * @throws InvalidSettings with all problems, if there are any
   */
  public static Settings read(SettingsSource source) {
    SettingsProblems problems = new SettingsProblems(source.stack());
    Fields fields = new Fields(source, problems);
    Settings settings = read(fields, problems);
    List<String> known = fields.declared().stream().map(Fields.Declared::key).toList();
    UnknownSettings.check(source, known, problems);
    problems.throwIfAny();
    return settings;
  }

  static Settings read(Fields fields, SettingsProblems problems) {
    Settings settings =
        new Settings(
            EnvironmentSettings.read(fields, problems),
            systems(fields, problems),
            Access.read(fields, problems),
            NetworkSettings.read(fields, problems),
            AgentSettings.read(fields, problems),
            StorageSettings.read(fields),
            PostgresSettings.read(fields, problems),
            fields.choice("keyVault", VaultMode.create, VaultMode::name) == VaultMode.recover,
            fields.flag("infrastructureEncryption", true),
            EncryptionSettings.read(fields, problems),
            IdentitySettings.read(fields, problems),
            MonitoringSettings.read(fields, problems),
            FactoryRepository.read(fields, problems),
            LakehouseSettings.read(fields, problems),
            StreamingSettings.read(fields, problems),
            fields.choices("allowReplace", Replaceable.class, Set.of(), Replaceable::settingName));
    new Rules(settings, problems).check();
    return settings;
  }

  private static Set<PlatformSystemName> systems(Fields fields, SettingsProblems problems) {
    Set<PlatformSystemName> systems =
        fields.choices(
            "systems",
            PlatformSystemName.class,
            PlatformSystemName.defaults(),
            PlatformSystemName::systemName);
    if (systems.isEmpty()) {
      String known =
          Arrays.stream(PlatformSystemName.values())
              .map(PlatformSystemName::systemName)
              .collect(Collectors.joining(", "));
      problems.addToList(
          "systems",
          "nothing",
          "at least one of " + known,
          PlatformSystemName.defaults().iterator().next().systemName());
    }
    return systems;
  }
}
