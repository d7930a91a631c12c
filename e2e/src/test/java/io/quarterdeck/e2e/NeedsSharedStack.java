package io.quarterdeck.e2e;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Passes the {@link SharedStack} to tests. The first test that needs the stack starts it. JUnit
 * closes the stack at the end of the test run.
 */
final class NeedsSharedStack implements ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(NeedsSharedStack.class);

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == SharedStack.class;
  }

  @Override
  public SharedStack resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent(SharedStack.class, key -> start(), SharedStack.class);
  }

  private static SharedStack start() {
    try {
      return SharedStack.start();
    } catch (Exception e) {
      throw new IllegalStateException("Cannot start the shared local stack", e);
    }
  }
}
