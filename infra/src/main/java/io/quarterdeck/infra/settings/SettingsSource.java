package io.quarterdeck.infra.settings;

import com.google.gson.JsonParser;
import com.pulumi.Context;
import com.pulumi.core.Output;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where the values of a stack's settings come from: Pulumi's configuration, or a map in a test. */
public interface SettingsSource {
  /** The engine gives all settings in this variable, as a JSON object by {@code namespace:name}. */
  String SETTINGS = "PULUMI_CONFIG";

  /** The engine names the encrypted settings of a stack in this variable, as a JSON list. */
  String ENCRYPTED_KEYS = "PULUMI_CONFIG_SECRET_KEYS";

  /** The stack's name, for the commands that messages give. */
  String stack();

  /** The commit that the program was built from, or {@code unrecorded}. */
  String revision();

  /** The names of the settings that are set, in the order of the alphabet. */
  List<String> names();

  /** The text of a setting (JSON where it is a list), or nothing where it is not set. */
  Optional<String> value(String key);

  /** A setting that is a secret, marked as such so that Pulumi encrypts it wherever it goes. */
  default Optional<Output<String>> secret(String key) {
    return value(key).map(Output::ofSecret);
  }

  /** Whether a setting is kept encrypted in the stack's file. */
  boolean isEncrypted(String key);

  /** The settings of the running stack. */
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
        // Pulumi runs the program in the folder of Pulumi.yaml.
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
