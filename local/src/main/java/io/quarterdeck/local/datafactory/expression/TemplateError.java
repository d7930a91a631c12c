package io.quarterdeck.local.datafactory.expression;

/** An expression that cannot be parsed or evaluated. */
public final class TemplateError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TemplateError(String message) {
    super(message, null, false, false);
  }
}
