package io.quarterdeck.azure.connection;

import com.azure.storage.blob.BlobServiceClientBuilder;
import com.azure.storage.blob.BlobUrlParts;
import com.azure.storage.common.StorageSharedKeyCredential;
import io.quarterdeck.azure.access.AzureAccess;
import io.quarterdeck.azure.access.Scopes;
import io.quarterdeck.azure.management.ManagementClients;
import io.quarterdeck.azure.outputs.OutputValues;
import io.quarterdeck.azure.outputs.OutputValues.Lake;
import io.quarterdeck.azure.outputs.OutputValues.Postgres;
import io.quarterdeck.azure.rotation.DatabaseLogins;
import io.quarterdeck.azure.server.FlexibleServer;
import io.quarterdeck.azure.server.ServerPreparation;
import io.quarterdeck.azure.stack.BlobEndpoint;
import io.quarterdeck.azure.stack.BlobEndpoint.Containers;
import io.quarterdeck.azure.stack.Folders;
import io.quarterdeck.azure.stack.JobRunner;
import io.quarterdeck.azure.stack.ServerSetup;
import io.quarterdeck.azure.stack.Stack;
import io.quarterdeck.contract.PlatformSystemName;
import io.quarterdeck.contract.PostgresAuth;
import io.quarterdeck.loader.postgres.OwnerRole;
import io.quarterdeck.loader.postgres.PostgresEndpoint;
import io.quarterdeck.loader.postgres.PostgresLogin;
import io.quarterdeck.loader.postgres.PostgresSignIn;
import io.quarterdeck.loader.postgres.PostgresUrl;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A stack that the Pulumi program created, opened from its outputs. */
public record AzureStack(
    String name,
    Set<PlatformSystemName> systems,
    PostgresEndpoint postgres,
    ServerSetup server,
    BlobEndpoint blob,
    JobRunner jobs)
    implements Stack {
  /** Opens the stack without connecting to it. */
  public static AzureStack of(ConnectedStack stack) {
    OutputValues outputs = stack.outputs();
    AzureAccess access = stack.access();
    BlobEndpoint blob = blob(outputs, access);
    PostgresEndpoint postgres = postgres(stack);
    return new AzureStack(
        outputs.environment(),
        outputs.systems(),
        postgres,
        server(outputs, access, postgres),
        blob,
        new DatabricksJobs(stack, blob, Folders.current(), Optional.empty()));
  }

  @Override
  public AzureStack inCatalog(String catalog) {
    return new AzureStack(name, systems, postgres, server, blob, jobs.inCatalog(catalog));
  }

  private static PostgresEndpoint postgres(ConnectedStack stack) {
    Postgres server = stack.outputs().postgres();
    return new PostgresEndpoint(
        PostgresUrl.withJavaTrustStore(
            PostgresUrl.of(server.host(), server.port(), server.database())),
        stack.role().orElse(server.user()),
        signIn(stack));
  }

  private static ServerSetup server(
      OutputValues outputs, AzureAccess access, PostgresEndpoint postgres) {
    return new ServerPreparation(
        outputs.environment(),
        administrator(outputs, access, postgres),
        () -> FlexibleServer.find(outputs, new ManagementClients(access)));
  }

  /**
   * With Entra, the role in the outputs is an administrator. Password rotation uses other roles.
   */
  private static PostgresEndpoint administrator(
      OutputValues outputs, AzureAccess access, PostgresEndpoint postgres) {
    return switch (outputs.postgres().auth()) {
      case ENTRA -> postgres;
      case PASSWORD ->
          new PostgresEndpoint(
              postgres.jdbcUrl(),
              postgres.user(),
              new PostgresSignIn.RequestedPassword(
                  () ->
                      DatabaseLogins.of(outputs, access).ofAdministrator().password().orElseThrow(),
                  postgres.signIn().whenRefused()));
    };
  }

  private static PostgresSignIn signIn(ConnectedStack stack) {
    OutputValues outputs = stack.outputs();
    AzureAccess access = stack.access();
    if (stack.role().isPresent()) {
      // A server that accepts passwords also accepts tokens.
      return byToken(stack);
    }
    return switch (outputs.postgres().auth()) {
      case ENTRA -> byToken(stack);
      case PASSWORD -> {
        DatabaseLogins logins = DatabaseLogins.of(outputs, access);
        yield new PostgresSignIn.RotatingCredentials(
            logins::current,
            "Where the vault has the secret "
                + PostgresLogin.SECRET
                + ", role and password come from it: run ./quarterdeck rotate-password. Elsewhere"
                + " the password is the vault's secret "
                + outputs.postgres().passwordSecret()
                + ": give both a new one with pulumi config set --secret"
                + " quarterdeck:postgresPassword --stack NAME, then pulumi up --stack NAME.");
      }
    };
  }

  private static PostgresSignIn byToken(ConnectedStack stack) {
    Postgres server = stack.outputs().postgres();
    RoleChoice choice = new RoleChoice(server, stack.role());
    List<String> administrators = server.administratorRoles();
    return new PostgresSignIn.RequestedToken(
        () -> {
          String token = stack.access().token(Scopes.POSTGRES);
          return new PostgresLogin(choice.of(token), Optional.of(token));
        },
        server.auth() == PostgresAuth.ENTRA
            ? Optional.of(new OwnerRole(administrators))
            : Optional.empty(),
        "Sign in as an administrator of the server or as a member of its group ("
            + String.join(", ", administrators)
            + "), or name a role of your own with --user. An administrator creates one with"
            + " pgaadauth_create_principal.");
  }

  private static BlobEndpoint blob(OutputValues outputs, AzureAccess access) {
    Lake lake = outputs.lake();
    Containers containers =
        new Containers(
            lake.landing(),
            outputs.batch().map(OutputValues.Batch::curated),
            lake.quarantine(),
            lake.artifacts());
    return new BlobEndpoint(lake.blobEndpoint(), () -> client(lake, access), containers);
  }

  private static BlobServiceClientBuilder client(Lake lake, AzureAccess access) {
    BlobServiceClientBuilder builder =
        new BlobServiceClientBuilder().endpoint(lake.blobEndpoint()).httpClient(access.http());
    // On loopback, the URL's path contains the account name, which differs from the resource's
    // name.
    String account = BlobUrlParts.parse(lake.blobEndpoint()).getAccountName();
    return access
        .storageKey()
        .map(key -> builder.credential(new StorageSharedKeyCredential(account, key)))
        .orElseGet(() -> builder.credential(access.credential()));
  }
}
