package io.quarterdeck.infra.settings;

import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The validated settings of an environment. Immutable.
 *
 * @param recoverVault whether to recover a soft-deleted vault instead of creating one
 * @param infrastructureEncryption whether data at rest is encrypted twice; cannot be changed after
 *     creation
 * @param replaceable the data-holding resources that an update may replace
 */
public record Settings(
    EnvironmentSettings environment,
    Access access,
    NetworkSettings network,
    StorageSettings storage,
    PostgresSettings postgres,
    boolean recoverVault,
    boolean infrastructureEncryption,
    IdentitySettings identity,
    MonitoringSettings monitoring,
    Set<Replaceable> replaceable) {
  /** The project's name in Pulumi.yaml, which is the namespace of the settings. */
  public static final String PROJECT = "quarterdeck";

  private enum VaultMode {
    create,
    recover
  }

  public Settings {
    replaceable = Set.copyOf(replaceable);
  }

  /**
   * Reads and validates all settings.
   *
   * @throws InvalidSettings with all problems, if there are any
   */
  public static Settings read(SettingsSource source) {
    Problems problems = new Problems(source.stack());
    Fields fields = new Fields(source, problems);
    Settings settings = read(fields, problems);
    List<String> known = fields.declared().stream().map(Fields.Declared::key).toList();
    UnknownSettings.check(source, known, problems);
    problems.throwIfAny();
    return settings;
  }

  static Settings read(Fields fields, Problems problems) {
    Settings settings =
        new Settings(
            EnvironmentSettings.read(fields, problems),
            Access.read(fields, problems),
            NetworkSettings.read(fields, problems),
            StorageSettings.read(fields),
            PostgresSettings.read(fields, problems),
            fields.choice("keyVault", VaultMode.create, VaultMode::name) == VaultMode.recover,
            fields.flag("infrastructureEncryption", true),
            IdentitySettings.read(fields, problems),
            MonitoringSettings.read(fields, problems),
            replaceable(fields, problems));
    new Rules(settings, problems).check();
    return settings;
  }

  private static Set<Replaceable> replaceable(Fields fields, Problems problems) {
    Map<String, Replaceable> known = new LinkedHashMap<>();
    for (Replaceable kind : Replaceable.values()) {
      known.put(kind.settingName(), kind);
    }
    Set<Replaceable> named = EnumSet.noneOf(Replaceable.class);
    for (String text : fields.list("allowReplace")) {
      if (known.containsKey(text)) {
        named.add(known.get(text));
      } else {
        String expected = "any of " + String.join(", ", known.keySet());
        problems.addToList("allowReplace", Fields.quote(text), expected, "storage");
      }
    }
    return named;
  }
}
