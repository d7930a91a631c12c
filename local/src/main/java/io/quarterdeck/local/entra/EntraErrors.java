package io.quarterdeck.local.entra;

import io.quarterdeck.local.http.ApiError;
import java.time.Instant;
import java.util.List;

/**
 * The errors of Entra. "Microsoft Entra authentication and authorization error codes" on Microsoft
 * Learn (/entra/identity-platform/reference-error-codes) describes the codes; the messages are
 * those in the issues that each method names.
 */
final class EntraErrors {
  private static final String WRONG_TENANT =
      " This can happen if the application has not been installed by the administrator of the tenant"
          + " or consented to by any user in the tenant. You may have sent your authentication request"
          + " to the wrong tenant.";

  private static final String CHECK_CREDENTIAL =
      " Check your federated identity credential Subject, Audience and Issuer against the presented"
          + " assertion. https://learn.microsoft.com/entra/workload-id/workload-identity-federation";

  private EntraErrors() {}

  /** MicrosoftDocs/azure-docs #45184. */
  static ApiError unknownApplication(String clientId) {
    return error(
        400,
        "unauthorized_client",
        700016,
        "Application with identifier '"
            + clientId
            + "' was not found in the directory '"
            + LocalTenant.ID
            + "'."
            + WRONG_TENANT);
  }

  /** AzureAD/microsoft-authentication-library-for-objc #1261. */
  static ApiError unknownResource(String resource) {
    return error(
        400,
        "invalid_resource",
        500011,
        "The resource principal named "
            + resource
            + " was not found in the tenant named "
            + LocalTenant.ID
            + "."
            + WRONG_TENANT.replace("may have sent", "might have sent"));
  }

  static ApiError unknownTenant(String tenant) {
    return error(
        400,
        "invalid_request",
        90002,
        "Tenant '"
            + tenant
            + "' not found. Check to make sure you have the correct tenant ID and are signing into"
            + " the correct cloud. Check with your subscription administrator, this may happen if"
            + " there are no active subscriptions for the tenant.");
  }

  static ApiError missing(String parameter) {
    return error(
        400,
        "invalid_request",
        900144,
        "The request body must contain the following parameter: '" + parameter + "'.");
  }

  static ApiError unsupportedGrant(String grant) {
    return error(
        400,
        "unsupported_grant_type",
        70003,
        "The app requested an unsupported grant type '" + grant + "'.");
  }

  /** microsoft/CollectServiceFabricData #139, databricks/databricks-sql-nodejs #226. */
  static ApiError scopeWithoutDefault(String scope) {
    return error(
        400,
        "invalid_scope",
        1002012,
        "The provided value for scope "
            + scope
            + " is not valid. Client credential flows must have a scope value with /.default suffixed"
            + " to the resource identifier (application ID URI).");
  }

  static ApiError invalidScope(String scope) {
    return error(
        400,
        "invalid_scope",
        70011,
        "The provided request must include a 'scope' input parameter. The provided value for the"
            + " input parameter 'scope' is not valid. The scope "
            + scope
            + " is not valid.");
  }

  /** databrickslabs/migrate #257. */
  static ApiError wrongSecret(String clientId) {
    return error(
        401,
        "invalid_client",
        7000215,
        "Invalid client secret provided. Ensure the secret being sent in the request is the client"
            + " secret value, not the client secret ID, for a secret added to app '"
            + clientId
            + "'.");
  }

  static ApiError wrongPassword() {
    return error(
        400,
        "invalid_grant",
        50126,
        "Error validating credentials due to invalid username or password.");
  }

  static ApiError missingClientCredential() {
    return error(
        401,
        "invalid_client",
        7000216,
        "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials'"
            + " grant type.");
  }

  static ApiError malformedAssertion() {
    return error(400, "invalid_request", 50027, "JWT token is invalid or malformed.");
  }

  static ApiError noFederatedCredential(Application application) {
    return error(
        401,
        "invalid_client",
        70025,
        "The client '"
            + application.clientId()
            + "'("
            + application.principal().name()
            + ") has no configured federated identity credentials.");
  }

  /** Azure/azure-workload-identity #1200. */
  static ApiError unknownIssuer(String issuer) {
    return unmatched(700211, "issuer", issuer);
  }

  static ApiError unknownAudience(List<String> audience) {
    return unmatched(700212, "audience", String.join(" ", audience));
  }

  /** Azure/login #482. The status is the one in microsoft/Agents #202. */
  static ApiError unknownSubject(String subject) {
    return unmatched(700213, "subject", subject);
  }

  private static ApiError unmatched(int number, String part, String value) {
    return error(
        401,
        "invalid_client",
        number,
        "No matching federated identity record found for presented assertion "
            + part
            + " '"
            + value
            + "'."
            + CHECK_CREDENTIAL);
  }

  /** AzureAD/microsoft-authentication-library-for-java #984. */
  static ApiError assertionOutsideItsTime(Instant now, Instant from, Instant to) {
    return error(
        401,
        "invalid_client",
        700024,
        "Client assertion is not within its valid time range. Current time: "
            + now
            + ", assertion valid from "
            + from
            + ", expiry time of assertion "
            + to
            + ". Review the documentation at"
            + " https://learn.microsoft.com/entra/identity-platform/certificate-credentials .");
  }

  /** Azure/azure-workload-identity #642. The emulator has the keys of one issuer only. */
  static ApiError unreachableIssuer() {
    return error(400, "invalid_request", 50166, "Request to External OIDC endpoint failed.");
  }

  /** Azure/azure-workload-identity #1232. */
  static ApiError unknownKey(String keyId, String issuer) {
    return error(
        401,
        "invalid_client",
        7000272,
        "The certificate with identifier "
            + keyId
            + " used to sign the federated credential could not be found in the metadata of identity"
            + " provider "
            + issuer
            + ". Please validate that your Identity Provider's metadata exposes the key used to sign"
            + " the incoming token.");
  }

  static ApiError invalidSignature() {
    return error(401, "invalid_client", 700027, "Client assertion failed signature validation.");
  }

  static ApiError malformedRefreshToken() {
    return error(
        400, "invalid_grant", 9002313, "Invalid request. Request is malformed or invalid.");
  }

  static ApiError expiredRefreshToken(Instant issued, long days) {
    return error(
        400,
        "invalid_grant",
        700082,
        "The refresh token has expired due to inactivity. The token was issued on "
            + issued
            + " and was inactive for "
            + days
            + ".00:00:00.");
  }

  static ApiError deletedUser(String objectId) {
    return error(
        400,
        "invalid_grant",
        50034,
        "The user account "
            + objectId
            + " does not exist in the "
            + LocalTenant.ID
            + " directory. To sign into this application, the account must be added to the"
            + " directory.");
  }

  /** toblum/ESPTeamsPresence #49. */
  static ApiError pending() {
    return error(
        400,
        "authorization_pending",
        70016,
        "OAuth 2.0 device flow error. Authorization is pending. Continue polling.");
  }

  /** MicrosoftDocs/azure-docs #92366. */
  static ApiError expiredDeviceCode() {
    return error(
        400,
        "expired_token",
        70020,
        "The provided value for the input parameter 'device_code' is not valid. This device code has"
            + " expired.");
  }

  static ApiError unknownDeviceCode() {
    return error(
        400,
        "bad_verification_code",
        70018,
        "Invalid verification code due to user typing in wrong user code for device code flow.");
  }

  private static ApiError error(int status, String error, int number, String message) {
    return ApiError.of(status, error, "AADSTS" + number + ": " + message)
        .because(Integer.toString(number));
  }
}
