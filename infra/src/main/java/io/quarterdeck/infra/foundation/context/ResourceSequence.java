package io.quarterdeck.infra.foundation.context;

import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.Resource;
import java.util.ArrayList;
import java.util.List;

/**
 * Resources that are created one after another, because Azure refuses concurrent changes of one
 * server or of one virtual network. Each resource depends on the previous one.
 */
public final class ResourceSequence {
  private final Resource parent;
  private final List<Resource> created = new ArrayList<>();

  /** Creates an empty sequence of resources with this parent. */
  public ResourceSequence(Resource parent) {
    this.parent = parent;
  }

  /** Returns the options of the next resource. Pass that resource to {@link #add}. */
  public CustomResourceOptions options() {
    return CustomResourceOptions.builder().parent(parent).dependsOn(last()).build();
  }

  /** Returns the resource on which the next one must depend; empty for the first one. */
  public List<Resource> last() {
    return created.isEmpty() ? List.of() : List.of(created.get(created.size() - 1));
  }

  /** Adds the resource that was created last, and returns it. */
  public <R extends Resource> R add(R resource) {
    created.add(resource);
    return resource;
  }

  public List<Resource> all() {
    return List.copyOf(created);
  }
}
