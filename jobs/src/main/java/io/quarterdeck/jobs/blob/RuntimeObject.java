package io.quarterdeck.jobs.blob;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Calls methods of an object of the Databricks runtime by reflection. The library for these calls
 * would add the complete Databricks SDK as a dependency (decision 0027).
 *
 * @param value the object
 */
record RuntimeObject(Object value) {
  /** Calls a method without arguments. */
  RuntimeObject part(String method) throws IOException {
    return new RuntimeObject(call(method));
  }

  /**
   * Calls the method with this name and number of arguments.
   *
   * @throws FileNotFoundException if the call failed because a file does not exist
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
      found.setAccessible(true); // the class may not be public
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
