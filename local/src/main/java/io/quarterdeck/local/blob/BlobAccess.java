package io.quarterdeck.local.blob;

import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.authorization.Authorization;
import io.quarterdeck.local.entra.Callers;
import io.quarterdeck.local.entra.EntraPrincipal;
import io.quarterdeck.local.http.ApiError;
import io.quarterdeck.local.http.Call;

/**
 * Decides by role assignments at the account, its containers and above what a caller may do.
 *
 * @param authorization the role assignments
 * @param accounts the accounts
 */
record BlobAccess(Authorization authorization, StorageAccounts accounts) {
  /** The header with the URL of the blob that is copied. */
  static final String SOURCE = "x-ms-copy-source";

  /**
   * Checks the rights of the caller: for the operation, and for the source of a copy within the
   * service.
   *
   * @throws ApiError {@code AuthorizationPermissionMismatch}
   */
  void require(Call call, BlobRequest request, ArmResource account) {
    BlobOperation operation =
        BlobOperation.of(call.method(), request).orElseThrow(() -> BlobErrors.unknown(call));
    EntraPrincipal caller = Callers.of(call);
    require(caller, operation, request, account);
    call.header(SOURCE)
        .flatMap(url -> BlobRequest.of(url, accounts.endpoint()))
        .ifPresent(
            source ->
                require(
                    caller,
                    BlobOperation.READ,
                    source,
                    accounts.named(source.account()).orElseThrow(BlobErrors::unknownAccount)));
  }

  private void require(
      EntraPrincipal caller, BlobOperation operation, BlobRequest request, ArmResource account) {
    String scope =
        request
            .container()
            .map(name -> StorageAccounts.container(account, name))
            .orElse(account.id());
    if (!authorization.allows(caller, operation.at(scope))) {
      throw BlobErrors.notAuthorized();
    }
  }
}
