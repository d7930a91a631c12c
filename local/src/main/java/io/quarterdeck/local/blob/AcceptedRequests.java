package io.quarterdeck.local.blob;

import io.quarterdeck.local.arm.ArmResource;
import io.quarterdeck.local.http.Answer;
import io.quarterdeck.local.http.Call;
import io.quarterdeck.local.http.Service;
import java.io.IOException;

/**
 * Passes the requests that the caller's role assignments allow on to Azurite.
 *
 * @param access the role assignments
 * @param accounts the accounts
 * @param azurite answers the requests
 */
record AcceptedRequests(BlobAccess access, StorageAccounts accounts, Azurite azurite)
    implements Service {
  @Override
  public Answer answer(Call call) throws IOException {
    BlobRequest request = BlobRequest.of(call);
    ArmResource account = accounts.named(request.account()).orElseThrow(BlobErrors::unknownAccount);
    access.require(call, request, account);
    String prefix = accounts.prefix(account);
    if (!prefix.isEmpty()) {
      ofOtherStack(call, request, account, prefix);
    }
    return azurite.answer(call, accounts);
  }

  /**
   * Containers of other stacks are created through Resource Manager, and appear in Azurite with the
   * first request.
   */
  private void ofOtherStack(Call call, BlobRequest request, ArmResource account, String prefix) {
    String container = request.container().orElseThrow(() -> BlobErrors.unknown(call));
    if (!accounts.has(account, container)) {
      throw BlobErrors.noContainer();
    }
    azurite.create(prefix + container);
  }
}
