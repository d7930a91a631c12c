package io.quarterdeck.jobs.blob;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * An object of Databricks' runtime, called by the names of its methods: Databricks' own library for
 * that brings its whole SDK (decision 0027).
 *
 * @param value the object
 */
record RuntimeObject(Object value) {
  /** What a method without arguments gives. */
  RuntimeObject part(String method) throws IOException {
    return new RuntimeObject(call(method));
  }

  /**
   * Calls a method, told by its name and the number of its arguments.
   *
   * @throws FileNotFoundException when that is among the causes of its failure
   */
  Object call(String method, Object... arguments) throws IOException {
    Method found =
        Arrays.stream(value.getClass().getMethods())
            .filter(each -> each.getName().equals(method))
            .filter(each -> each.getParameterCount() == arguments.length)
            .findFirst()
            .orElseThrow(
                () ->
                    new IOException(
                        "no method %s with %d arguments in %s"
                            .formatted(method, arguments.length, value.getClass().getName())));
    try {
      found.setAccessible(true); // its class need not be public
      return found.invoke(value, arguments);
    } catch (InvocationTargetException e) {
      throw failure(e.getCause());
    } catch (IllegalAccessException e) {
      throw new IOException(e.toString(), e);
    }
  }

  private static IOException failure(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof FileNotFoundException notThere) {
        return notThere;
      }
    }
    if (thrown instanceof IOException failure) {
      return failure;
    }
    if (thrown instanceof Error error) {
      throw error;
    }
    return new IOException(thrown.toString(), thrown);
  }
}
