package io.quarterdeck.local.blob;

import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.Call;

/**
 * The errors of the Blob service. Codes and texts are those of "Common REST API error codes" and
 * "Azure Blob Storage error codes" (Azure Storage REST API). The inner code of an error is its
 * element {@code AuthenticationErrorDetail}.
 */
final class BlobErrors {
  private static final String SEE_CHALLENGE =
      "Server failed to authenticate the request. Please refer to the information in the"
          + " www-authenticate header.";

  private BlobErrors() {}

  /** A request without credentials. */
  static ApiError noToken() {
    return ApiError.of(401, "NoAuthenticationInformation", SEE_CHALLENGE);
  }

  /**
   * A token that is not valid for Azure Storage. The code and the text are those of Azure/AzureStor
   * issue 119.
   */
  static ApiError invalidToken(String detail) {
    return ApiError.of(401, "InvalidAuthenticationInfo", SEE_CHALLENGE).because(detail);
  }

  /** A shared key or a signature at an account that accepts neither. */
  static ApiError keyNotPermitted() {
    return ApiError.of(
        403,
        "KeyBasedAuthenticationNotPermitted",
        "Key based authentication is not permitted on this storage account.");
  }

  /** A shared key or a signature that is not one of the account. */
  static ApiError wrongKey() {
    return ApiError.of(
        403,
        "AuthenticationFailed",
        "Server failed to authenticate the request. Make sure the value of Authorization header is"
            + " formed correctly including the signature.");
  }

  /** A network that the rules of the account refuse. */
  static ApiError networkRefused() {
    return ApiError.of(
        403, "AuthorizationFailure", "This request is not authorized to perform this operation.");
  }

  /** A caller without the right. */
  static ApiError notAuthorized() {
    return ApiError.of(
        403,
        "AuthorizationPermissionMismatch",
        "This request is not authorized to perform this operation using this permission.");
  }

  /** An account that does not exist, whose name has no address in Azure. */
  static ApiError unknownAccount() {
    return ApiError.of(404, "ResourceNotFound", "The specified resource does not exist.");
  }

  /** A container that Resource Manager does not have. */
  static ApiError noContainer() {
    return ApiError.of(404, "ContainerNotFound", "The specified container does not exist.");
  }

  /** A body without its length. */
  static ApiError noLength() {
    return ApiError.of(
        411, "MissingContentLengthHeader", "The Content-Length header was not specified.");
  }

  /** Azurite is not running. In Azure, a service that is not available has this code. */
  static ApiError notRunning() {
    return ApiError.of(
        503,
        "ServerBusy",
        "Azurite is not running; expected a Blob service. Run ./quarterdeck local start.");
  }

  /** An operation that the local stack does not have. */
  static ApiError unknown(Call call) {
    return ApiError.of(
        501,
        "NotImplemented",
        "The local stack does not emulate the operation %s %s."
            .formatted(call.method(), call.target()));
  }
}
