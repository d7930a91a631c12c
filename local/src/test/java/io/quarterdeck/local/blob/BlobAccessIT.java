package io.quarterdeck.local.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.util.BinaryData;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobStorageException;
import io.quarterdeck.azure.access.AccessVariables;
import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.azure.connection.AzureStack;
import io.quarterdeck.azure.connection.ConnectedStack;
import io.quarterdeck.contract.EnvironmentVariables;
import io.quarterdeck.local.NeedsNode;
import io.quarterdeck.local.NeedsSharedTestStack;
import io.quarterdeck.local.SharedTestStack;
import io.quarterdeck.local.platform.LocalPlatform;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the principals of the local tenant may do with the blobs of a stack. */
@NeedsNode
@ExtendWith(NeedsSharedTestStack.class)
class BlobAccessIT {
  private static SharedTestStack stack;

  @BeforeAll
  static void open(SharedTestStack shared) {
    stack = shared;
  }

  @Test
  void aMemberOfTheOperatorsWritesAndReads() {
    BlobContainerClient landing = landing(new ConnectedStack(stack.site().outputs(), owner()));
    String name = ".test/" + UUID.randomUUID();
    landing.getBlobClient(name).upload(BinaryData.fromString("text"));
    assertThat(landing.getBlobClient(name).downloadContent()).hasToString("text");
    landing.getBlobClient(name).delete();
    assertThat(landing.getBlobClient(name).exists()).isFalse();
  }

  @Test
  void aPrincipalWithoutARoleOnTheDataReadsNothing() throws IOException {
    BlobContainerClient landing = landing(signedIn("preview"));
    BlobStorageException refused =
        catchThrowableOfType(
            BlobStorageException.class,
            () -> landing.listBlobs().forEach(blob -> assertThat(blob).isNotNull()));
    assertThat(refused.getStatusCode()).isEqualTo(403);
    assertThat(refused.getErrorCode()).hasToString("AuthorizationPermissionMismatch");
  }

  /** The stack is private, so the rules of its account accept no public network. */
  @Test
  void theNetworkRulesOfTheAccountRefuseTheInternet() {
    BlobContainerClient landing =
        landing(new ConnectedStack(stack.site().outputs(), from("internet")));
    BlobStorageException refused =
        catchThrowableOfType(BlobStorageException.class, landing::getProperties);
    assertThat(refused.getStatusCode()).isEqualTo(403);
    BlobStorageException named =
        catchThrowableOfType(
            BlobStorageException.class,
            () -> landing.listBlobs().forEach(blob -> assertThat(blob).isNotNull()));
    assertThat(named.getErrorCode()).hasToString("AuthorizationFailure");
    assertThat(named.getServiceMessage())
        .contains("<Message>This request is not authorized to perform this operation.");

    landing(new ConnectedStack(stack.site().outputs(), from("agents")))
        .listBlobs()
        .forEach(blob -> assertThat(blob).isNotNull());
  }

  private static AzureAccess from(String network) {
    AzureAccess owner = owner();
    return new AzureAccess(
        owner.credential(),
        AccessVariables.fromSelectedNetwork(
            owner.http(), Map.of(EnvironmentVariables.LOCAL_FROM, network)),
        owner.resourceManager(),
        owner.storageKey());
  }

  private static AzureAccess owner() {
    return stack.site().access();
  }

  private static ConnectedStack signedIn(String principal) throws IOException {
    return new ConnectedStack(
        stack.site().outputs(),
        AccessVariables.read(new LocalPlatform(stack.stack().folders()).access(principal)));
  }

  private static BlobContainerClient landing(ConnectedStack connected) {
    return AzureStack.of(connected)
        .blob()
        .clients()
        .get()
        .buildClient()
        .getBlobContainerClient("landing");
  }
}
