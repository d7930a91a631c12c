package io.quarterdeck.infra.settings;

import com.google.gson.JsonParser;
import com.pulumi.Context;
import com.pulumi.core.Output;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Provides the values of a stack's settings: from Pulumi's configuration, or from a map in a test.
 */
public interface SettingsSource {
  /**
   * Environment variable in which the engine passes all settings, as a JSON object with keys {@code
   * namespace:name}.
   */
  String SETTINGS = "PULUMI_CONFIG";

  /**
   * Environment variable in which the engine passes the names of encrypted settings, as a JSON
   * list.
   */
  String ENCRYPTED_KEYS = "PULUMI_CONFIG_SECRET_KEYS";

  /** The stack's name, used in the commands that messages show. */
  String stack();

  /** The commit from which the program was built, or {@code unrecorded}. */
  String revision();

  /** The names of the settings that are set, in alphabetical order. */
  List<String> names();

  /** The text of a setting (JSON for a list), or nothing if it is not set. */
  Optional<String> value(String key);

  /** The value of a secret setting, marked as secret so that Pulumi encrypts every copy. */
  default Optional<Output<String>> secret(String key) {
    return value(key).map(Output::ofSecret);
  }

  /** Whether a setting is encrypted in the stack's file. */
  boolean isEncrypted(String key);

  /** Returns the settings of the running stack. */
  static SettingsSource of(Context context) {
    String encrypted = Optional.ofNullable(System.getenv(ENCRYPTED_KEYS)).orElse("[]");
    String settings = Optional.ofNullable(System.getenv(SETTINGS)).orElse("{}");
    String namespace = Settings.PROJECT + ":";
    return new SettingsSource() {
      @Override
      public String stack() {
        return context.stackName();
      }

      @Override
      public String revision() {
        // Pulumi sets the working directory to the folder of Pulumi.yaml.
        return SourceRevision.of(Path.of("").toAbsolutePath());
      }

      @Override
      public List<String> names() {
        return JsonParser.parseString(settings).getAsJsonObject().keySet().stream()
            .filter(key -> key.startsWith(namespace))
            .map(key -> key.substring(namespace.length()))
            .sorted()
            .toList();
      }

      @Override
      public Optional<String> value(String key) {
        return context.config().get(key);
      }

      @Override
      public boolean isEncrypted(String key) {
        return encrypted.contains('"' + namespace + key + '"');
      }
    };
  }
}
