package io.quarterdeck.local.databricks.compute;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * A type of virtual machine for clusters.
 *
 * @param id Azure's name
 * @param cores the number of cores
 * @param memoryMegabytes the memory, in MiB
 * @param deprecated whether Azure retires it
 */
public record EmulatedNodeType(String id, int cores, int memoryMegabytes, boolean deprecated) {
  private static final int GIBIBYTE = 1024;

  private static final List<EmulatedNodeType> ALL =
      List.of(
          new EmulatedNodeType("Standard_D4ds_v5", 4, 16 * GIBIBYTE, false),
          new EmulatedNodeType("Standard_D4ads_v5", 4, 16 * GIBIBYTE, false),
          new EmulatedNodeType("Standard_D4ds_v6", 4, 16 * GIBIBYTE, false),
          new EmulatedNodeType("Standard_D4ads_v6", 4, 16 * GIBIBYTE, false),
          new EmulatedNodeType("Standard_D8ds_v5", 8, 32 * GIBIBYTE, false),
          new EmulatedNodeType("Standard_D8ads_v5", 8, 32 * GIBIBYTE, false),
          new EmulatedNodeType("Standard_D8ds_v6", 8, 32 * GIBIBYTE, false),
          new EmulatedNodeType("Standard_D16ds_v5", 16, 64 * GIBIBYTE, false),
          new EmulatedNodeType("Standard_E4ds_v5", 4, 32 * GIBIBYTE, false),
          new EmulatedNodeType("Standard_E4ads_v5", 4, 32 * GIBIBYTE, false),
          new EmulatedNodeType("Standard_E8ds_v5", 8, 64 * GIBIBYTE, false),
          new EmulatedNodeType("Standard_F4s_v2", 4, 8 * GIBIBYTE, false),
          new EmulatedNodeType("Standard_DS3_v2", 4, 14 * GIBIBYTE, true));

  /** Returns all node types. */
  static List<EmulatedNodeType> all() {
    return ALL;
  }

  /** Returns the node type with this id, if it exists. */
  public static Optional<EmulatedNodeType> find(String id) {
    return ALL.stream().filter(type -> type.id.equals(id)).findFirst();
  }

  JsonObject json() {
    JsonObject json = new JsonObject();
    json.addProperty("node_type_id", id);
    json.addProperty("instance_type_id", id);
    json.addProperty("memory_mb", memoryMegabytes);
    json.addProperty("num_cores", (double) cores);
    json.addProperty("num_gpus", 0);
    json.addProperty("description", id);
    json.addProperty(
        "category", id.startsWith("Standard_E") ? "Memory Optimized" : "General Purpose");
    json.addProperty("is_deprecated", deprecated);
    json.addProperty("is_hidden", false);
    json.addProperty("support_cluster_tags", true);
    json.addProperty("photon_driver_capable", true);
    json.addProperty("photon_worker_capable", true);
    return json;
  }
}
