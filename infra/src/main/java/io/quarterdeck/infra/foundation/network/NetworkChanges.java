package io.quarterdeck.infra.foundation.network;

import com.pulumi.resources.Resource;
import java.util.List;

/**
 * The order of the changes of the virtual network that the systems make after the foundation:
 * private endpoints and the integration of an app. Azure answers {@code AnotherOperationInProgress}
 * to concurrent changes of one virtual network, also to those of different systems. Not
 * thread-safe: the program creates one resource after another.
 */
public final class NetworkChanges {
  private Resource last;

  /** Starts after the last change of the foundation. */
  public NetworkChanges(Resource last) {
    this.last = last;
  }

  /** Returns the resource on which the next change must depend. */
  public List<Resource> last() {
    return List.of(last);
  }

  /** Records a change, after which the next one can start. */
  public void add(Resource changed) {
    last = changed;
  }
}
