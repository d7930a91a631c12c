package io.quarterdeck.infra.settings;

import com.pulumi.Config;
import com.pulumi.core.Output;
import java.util.Optional;

/** Where the values of the settings come from: Pulumi's configuration, or a map in a test. */
public interface SettingsSource {
  /** The text of a setting (JSON where it is a list), or nothing where it is not set. */
  Optional<String> value(String key);

  /** A setting that is a secret, marked as such so that Pulumi encrypts it wherever it goes. */
  default Optional<Output<String>> secret(String key) {
    return value(key).map(Output::ofSecret);
  }

  /** The settings of the running stack. */
  static SettingsSource of(Config config) {
    return config::get;
  }
}
