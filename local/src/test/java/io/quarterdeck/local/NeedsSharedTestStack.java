package io.quarterdeck.local;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Passes the {@link SharedTestStack} to tests. The first test class that needs the stack starts it.
 * JUnit closes the stack at the end of the test run.
 */
public final class NeedsSharedTestStack implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(NeedsSharedTestStack.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SharedTestStack.class;
  }

  @Override
  public SharedTestStack resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(SharedTestStack.class, key -> start(), SharedTestStack.class);
  }

  private static SharedTestStack start() {
    try {
      return SharedTestStack.start();
    } catch (Exception e) {
      throw new IllegalStateException("Cannot start the shared local stack", e);
    }
  }
}
