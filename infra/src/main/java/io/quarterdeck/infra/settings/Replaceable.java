package io.quarterdeck.infra.settings;

import java.util.Locale;

/**
 * Resources that hold data. In production they are not replaced unless the setting {@code
 * allowReplace} names them.
 */
public enum Replaceable {
  STORAGE,
  VAULT,
  POSTGRES,
  DATABRICKS;

  String settingName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
