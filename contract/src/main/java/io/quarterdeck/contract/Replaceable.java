package io.quarterdeck.contract;

import java.util.Locale;

/**
 * The groups of resources that hold data. In production, they are not replaced unless the setting
 * {@code quarterdeck:allowReplace} names them.
 */
public enum Replaceable {
  STORAGE,
  VAULT,
  POSTGRES,
  DATABRICKS,
  DATAFACTORY,
  EVENTHUBS;

  /** Returns the name in the setting. */
  public String settingName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
