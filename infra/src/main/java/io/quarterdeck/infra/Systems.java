package io.quarterdeck.infra;

import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.infra.batch.BatchSystem;
import io.quarterdeck.infra.foundation.PlatformSystem;
import io.quarterdeck.infra.lakehouse.LakehouseSystem;
import io.quarterdeck.infra.streaming.StreamingSystem;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The implementations of the systems. No other class outside a system refers to its implementation.
 * docs/architecture.md, section "Where to add", lists what else a new system needs.
 */
final class Systems {
  private Systems() {}

  /** Returns the systems with these names, always in the same order. */
  static List<PlatformSystem> of(Set<PlatformSystemName> names) {
    return new TreeSet<>(names).stream().map(Systems::of).toList();
  }

  private static PlatformSystem of(PlatformSystemName name) {
    return switch (name) {
      case BATCH -> new BatchSystem();
      case LAKEHOUSE -> new LakehouseSystem();
      case STREAMING -> new StreamingSystem();
    };
  }
}
