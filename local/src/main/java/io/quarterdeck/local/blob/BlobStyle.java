package io.quarterdeck.local.blob;

import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.ApiStyle;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * The conventions of the Blob service: an error is XML, and the header {@code x-ms-error-code} has
 * its code ("Status and error codes", Azure Storage REST API).
 */
final class BlobStyle implements ApiStyle {
  private static final String XML = "application/xml";

  @Override
  public Answer refusal(ApiError error) {
    String id = UUID.randomUUID().toString();
    String message = error.getMessage() + "\nRequestId:" + id + "\nTime:" + Instant.now();
    String text =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>%s</Code><Message>%s</Message>%s</Error>"
            .formatted(
                error.code(),
                escaped(message),
                error
                    .innerCode()
                    .map(
                        detail ->
                            "<AuthenticationErrorDetail>"
                                + escaped(detail)
                                + "</AuthenticationErrorDetail>")
                    .orElse(""));
    return Answer.text(error.status(), XML, text)
        .with(Map.of("x-ms-error-code", error.code(), "x-ms-request-id", id));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  @Override
  public ApiError foreignHost(String message) {
    return ApiError.of(400, "InvalidHeaderValue", message);
  }

  @Override
  public ApiError failure(String message) {
    return ApiError.of(500, "InternalError", message);
  }

  @Override
  public String jsonType() {
    return XML;
  }

  /** Azurite's answers have the headers of the service. */
  @Override
  public Map<String, String> headers() {
    return Map.of();
  }
}
