package io.quarterdeck.infra.settings;

import com.pulumi.Config;
import com.pulumi.core.Output;
import java.util.Optional;

/** Where the values of the settings come from: Pulumi's configuration, or a map in a test. */
public interface SettingsSource {
  /** The engine names the encrypted settings of a stack in this variable, as a JSON list. */
  String ENCRYPTED_KEYS = "PULUMI_CONFIG_SECRET_KEYS";

  /** The text of a setting (JSON where it is a list), or nothing where it is not set. */
  Optional<String> value(String key);

  /** A setting that is a secret, marked as such so that Pulumi encrypts it wherever it goes. */
  default Optional<Output<String>> secret(String key) {
    return value(key).map(Output::ofSecret);
  }

  /** Whether a setting is kept encrypted in the stack's file. */
  default boolean isEncrypted(String key) {
    return true;
  }

  /** The settings of the running stack. */
  static SettingsSource of(Config config) {
    String encrypted = Optional.ofNullable(System.getenv(ENCRYPTED_KEYS)).orElse("[]");
    return new SettingsSource() {
      @Override
      public Optional<String> value(String key) {
        return config.get(key);
      }

      @Override
      public boolean isEncrypted(String key) {
        return encrypted.contains('"' + Settings.PROJECT + ":" + key + '"');
      }
    };
  }
}
