package io.quarterdeck.infra.settings;

import java.util.Locale;

/** What holds data: in production these are never replaced unless the owner names them. */
public enum Replaceable {
  STORAGE,
  VAULT,
  POSTGRES,
  DATABRICKS;

  String settingName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
