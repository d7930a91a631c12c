package io.quarterdeck.azure.management;

import com.azure.core.exception.HttpResponseException;
import com.azure.core.management.exception.ManagementError;
import io.quarterdeck.azure.access.JsonFields;
import java.util.Optional;

/**
 * An error that a service of Azure returns.
 *
 * @param status the HTTP status
 * @param code Azure's error code; empty if there is none, for example in the page of a proxy
 * @param message Azure's message; may be empty
 */
public record AzureError(int status, String code, String message) {
  /**
   * Returns the error that a client of Resource Manager received. The library throws {@code
   * ManagementException}, or its superclass if it cannot read the body, for example the page of a
   * proxy.
   *
   * @throws HttpResponseException the argument, if it contains no response: the request was not
   *     sent
   */
  public static AzureError of(HttpResponseException e) {
    if (e.getResponse() == null) {
      throw e;
    }
    Optional<ManagementError> error =
        Optional.ofNullable(e.getValue())
            .filter(ManagementError.class::isInstance)
            .map(ManagementError.class::cast);
    return new AzureError(
        e.getResponse().getStatusCode(),
        error.map(ManagementError::getCode).orElse(""),
        error.map(ManagementError::getMessage).orElse(""));
  }

  /** Returns the error in the body of a response. */
  public static AzureError of(int status, JsonFields body) {
    return new AzureError(
        status,
        body.text("error", "code").orElse(""),
        body.text("error", "message").or(() -> body.text("message")).orElse(""));
  }

  /** Returns the code and the message on one line, without the full stop at the end. */
  public String text() {
    String name = code.isEmpty() ? "HTTP " + status : code;
    String line = message.strip().replaceAll("\\s+", " ").replaceFirst("\\.$", "");
    return line.isEmpty() ? name : name + ": " + line;
  }
}
