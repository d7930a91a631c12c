package io.quarterdeck.local.blob;

import io.quarterdeck.local.authorization.AccessRequest;
import io.quarterdeck.local.authorization.AccessRequest.Kind;
import java.util.Optional;

/**
 * The action that an operation of the Blob service requires. Source: Azure Storage REST API,
 * "Authorize with Microsoft Entra ID", section "Permissions for blob service operations", and the
 * section "Permissions" of each operation. Operations that neither Quarterdeck nor its job calls
 * are not in this table, and are refused.
 *
 * <p>With {@code blobs/add/action} alone, Azure accepts the creation of a blob that does not exist.
 * No built-in role has this action without {@code blobs/write}, so only the latter is checked.
 *
 * @param kind the list of a role definition that must contain the action
 * @param action the action
 */
record BlobOperation(Kind kind, String action) {
  private static final String SERVICE = "Microsoft.Storage/storageAccounts/blobServices/";
  private static final String CONTAINERS = SERVICE + "containers/";
  private static final String BLOBS = CONTAINERS + "blobs/";

  /** Reading a blob, which a copy also requires for its source. */
  static final BlobOperation READ = data("read");

  private static BlobOperation data(String action) {
    return new BlobOperation(Kind.DATA_ACTION, BLOBS + action);
  }

  private static BlobOperation management(String action) {
    return new BlobOperation(Kind.ACTION, action);
  }

  /** Returns the operation that a request calls; empty if it is not in the table. */
  static Optional<BlobOperation> of(String method, BlobRequest request) {
    String verb = method.equals("HEAD") ? "GET" : method;
    String key = verb + " " + request.parameter("restype") + " " + request.parameter("comp");
    if (request.blob().isPresent()) {
      return ofBlob(key, request);
    }
    return request.container().isPresent() ? ofContainer(key) : ofAccount(key);
  }

  private static Optional<BlobOperation> ofAccount(String key) {
    return switch (key) {
      case "GET  list" -> Optional.of(management(CONTAINERS + "read"));
      case "GET service properties", "GET service stats" ->
          Optional.of(management(SERVICE + "read"));
      case "PUT service properties" -> Optional.of(management(SERVICE + "write"));
      case "GET  blobs" -> Optional.of(data("filter/action"));
      default -> Optional.empty();
    };
  }

  private static Optional<BlobOperation> ofContainer(String key) {
    return switch (key) {
      case "GET container ", "GET container metadata" ->
          Optional.of(management(CONTAINERS + "read"));
      case "PUT container ", "PUT container metadata", "PUT container lease" ->
          Optional.of(management(CONTAINERS + "write"));
      case "DELETE container " -> Optional.of(management(CONTAINERS + "delete"));
      case "GET container list" -> Optional.of(READ);
      case "GET container blobs" -> Optional.of(data("filter/action"));
      default -> Optional.empty();
    };
  }

  private static Optional<BlobOperation> ofBlob(String key, BlobRequest request) {
    return switch (key) {
      case "GET  ", "GET  metadata", "GET  blocklist", "GET  pagelist" -> Optional.of(READ);
      case "PUT  ",
          "PUT  block",
          "PUT  blocklist",
          "PUT  appendblock",
          "PUT  page",
          "PUT  metadata",
          "PUT  properties",
          "PUT  lease",
          "PUT  snapshot",
          "PUT  copy",
          "PUT  tier",
          "PUT  undelete" ->
          Optional.of(data("write"));
      case "GET  tags" -> Optional.of(data("tags/read"));
      case "PUT  tags" -> Optional.of(data("tags/write"));
      case "DELETE  " ->
          Optional.of(
              data(
                  request.query().containsKey("versionid")
                      ? "deleteBlobVersion/action"
                      : "delete"));
      default -> Optional.empty();
    };
  }

  /** Returns the request that the role assignments must allow. */
  AccessRequest at(String scope) {
    return kind == Kind.ACTION
        ? AccessRequest.action(action, scope)
        : AccessRequest.dataAction(action, scope);
  }
}
