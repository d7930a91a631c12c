package io.quarterdeck.local.datafactory;

import com.google.gson.JsonObject;
import java.util.List;

/** The resources of the data factories in Resource Manager. Implementations are thread-safe. */
public interface FactoryResources {
  /** Returns the resource ids of all factories. */
  List<String> ids();

  /**
   * Returns the body of a factory as Resource Manager answers it.
   *
   * @param id the resource id, in any case
   * @throws java.util.NoSuchElementException if the factory does not exist
   */
  JsonObject body(String id);
}
