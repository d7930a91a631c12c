package io.quarterdeck.local.program;

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
 * What stands, and what the program of this run has registered so far. Each change is on disk
 * before it is acknowledged. Thread-safe.
 */
final class Deployment {
  private final DeploymentFile file;
  private final Map<String, Registered> standing = new LinkedHashMap<>();
  private final Set<String> seen = new HashSet<>();

  Deployment(DeploymentFile file) {
    this.file = file;
    file.read().forEach(resource -> standing.put(resource.urn(), resource));
  }

  synchronized Optional<Registered> find(String urn) {
    return Optional.ofNullable(standing.get(urn));
  }

  /** Notes that the program asked for it, so that it stays; false when it asked before. */
  synchronized boolean see(String urn) {
    return seen.add(urn);
  }

  synchronized void put(Registered resource) {
    standing.put(resource.urn(), resource);
    save();
  }

  synchronized void remove(Registered resource) {
    standing.remove(resource.urn());
    save();
  }

  /** The outputs of a component, the stack's among them. */
  synchronized void outputs(String urn, Struct outputs) {
    standing.computeIfPresent(urn, (any, resource) -> resource.withOutputs(outputs));
    save();
  }

  /** What the program no longer asks for, the latest first: nothing goes before what needs it. */
  synchronized List<Registered> unseen() {
    List<Registered> gone = new ArrayList<>();
    standing.values().stream().filter(each -> !seen.contains(each.urn())).forEach(gone::add);
    Collections.reverse(gone);
    return gone;
  }

  synchronized List<Registered> all() {
    return List.copyOf(standing.values());
  }

  private void save() {
    try {
      file.write(standing.values());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
