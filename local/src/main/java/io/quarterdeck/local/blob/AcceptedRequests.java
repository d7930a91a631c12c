package io.quarterdeck.local.blob;

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
    access.require(
        call, request, accounts.named(request.account()).orElseThrow(BlobErrors::unknownAccount));
    return azurite.answer(call, accounts.endpoint());
  }
}
