package io.quarterdeck.local.engine;

import com.google.protobuf.Struct;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The existing resources, and the resources that the program has registered in this run. Each
 * change is on disk before the method returns. Thread-safe.
 */
final class Deployment {
  private final DeploymentFile file;
  private final Map<String, RegisteredResource> existing = new LinkedHashMap<>();
  private final Set<String> seen = new HashSet<>();

  Deployment(DeploymentFile file) {
    this.file = file;
    file.read().forEach(resource -> existing.put(resource.urn(), resource));
  }

  synchronized Optional<RegisteredResource> find(String urn) {
    return Optional.ofNullable(existing.get(urn));
  }

  /** Replaces the name of an existing resource, which keeps its position in the order. */
  synchronized RegisteredResource rename(RegisteredResource before, String urn, String type) {
    RegisteredResource renamed = before.renamed(urn, type);
    List<RegisteredResource> all = all();
    existing.clear();
    for (RegisteredResource each : all) {
      RegisteredResource kept = each.urn().equals(before.urn()) ? renamed : each;
      existing.put(kept.urn(), kept);
    }
    save();
    return renamed;
  }

  /**
   * Records that the program registered the resource, so that it is not deleted. Returns false if
   * the program registered it before.
   */
  synchronized boolean see(String urn) {
    return seen.add(urn);
  }

  synchronized void put(RegisteredResource resource) {
    existing.put(resource.urn(), resource);
    save();
  }

  synchronized void remove(RegisteredResource resource) {
    existing.remove(resource.urn());
    save();
  }

  /** Stores the outputs of a component or of the stack. */
  synchronized void outputs(String urn, Struct outputs) {
    existing.computeIfPresent(urn, (any, resource) -> resource.withOutputs(outputs));
    save();
  }

  /**
   * Returns the resources that the program did not register, newest first, so that a resource is
   * deleted before its dependencies.
   */
  synchronized List<RegisteredResource> unseen() {
    List<RegisteredResource> gone = new ArrayList<>();
    existing.values().stream().filter(each -> !seen.contains(each.urn())).forEach(gone::add);
    Collections.reverse(gone);
    return gone;
  }

  synchronized List<RegisteredResource> all() {
    return List.copyOf(existing.values());
  }

  private void save() {
    try {
      file.write(existing.values());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
