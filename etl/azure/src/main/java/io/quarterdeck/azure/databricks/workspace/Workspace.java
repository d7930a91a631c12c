package io.quarterdeck.azure.databricks.workspace;

import com.databricks.sdk.WorkspaceClient;
import com.databricks.sdk.core.CredentialsProvider;
import com.databricks.sdk.core.DatabricksConfig;
import com.databricks.sdk.core.DatabricksError;
import com.databricks.sdk.core.DatabricksException;
import com.databricks.sdk.core.HeaderFactory;
import com.databricks.sdk.core.error.platform.NotFound;
import com.databricks.sdk.service.iam.MeRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A workspace, called with the Databricks client. After a response with status 429 or 503, the
 * client retries after the time that the response specifies. Thread-safe.
 */
public final class Workspace {
  private final WorkspaceAddress address;
  private final WorkspaceClient client;
  private final Optional<WorkspaceRight> right;

  private Workspace(
      WorkspaceAddress address, WorkspaceClient client, Optional<WorkspaceRight> right) {
    this.address = address;
    this.client = client;
    this.right = right;
  }

  /**
   * Creates the client. Does not require the workspace to respond.
   *
   * @throws io.quarterdeck.loader.failure.Failure if the address is invalid
   */
  public static Workspace at(WorkspaceAddress address) {
    return called(
        address,
        Optional.empty(),
        "reach the workspace",
        () -> open(address, new DatabricksConfig()));
  }

  /** Returns the same workspace, whose refusals name this right. */
  public Workspace requiring(WorkspaceRight required) {
    return new Workspace(address, client, Optional.of(required));
  }

  /**
   * Returns the id of the Databricks account, which the workspace publishes without a sign-in; also
   * set by the variable {@code DATABRICKS_ACCOUNT_ID}.
   */
  public Optional<String> accountId() {
    return Optional.ofNullable(client.config().getAccountId()).filter(id -> !id.isBlank());
  }

  /**
   * Returns the current user with a single request, without retries.
   *
   * @throws DatabricksException if the workspace refuses the request or cannot be reached
   */
  static String whoWeAre(WorkspaceAddress address) {
    return open(address, new DatabricksConfig().setDisableRetries(true))
        .client
        .currentUser()
        .me(new MeRequest())
        .getUserName();
  }

  private static Workspace open(WorkspaceAddress address, DatabricksConfig config) {
    config
        .setHost(address.url().toString())
        .setCredentialsProvider(new Bearer(address))
        .setAuthType(Bearer.NAME);
    return new Workspace(address, new WorkspaceClient(config), Optional.empty());
  }

  /** Returns the workspace's address. */
  public WorkspaceAddress address() {
    return address;
  }

  /**
   * Calls the workspace.
   *
   * @param what the purpose of the call, continuing "Cannot", as in {@code list the jobs}
   * @throws io.quarterdeck.loader.failure.Failure if the workspace refuses the call or cannot be
   *     reached
   */
  public <T> T call(String what, Function<WorkspaceClient, T> body) {
    return called(address, right, what, () -> body.apply(client));
  }

  /** Calls the workspace for an object that may not exist. */
  public <T> Optional<T> find(String what, Function<WorkspaceClient, T> body) {
    return call(
        what,
        connected -> {
          try {
            return Optional.of(body.apply(connected));
          } catch (NotFound e) {
            return Optional.empty();
          }
        });
  }

  /**
   * Creates an object that is shared with other registrations. If one of them created it in the
   * meantime, the object exists, and this is no error.
   */
  public void create(String what, Consumer<WorkspaceClient> body) {
    tell(
        what,
        connected -> {
          try {
            body.accept(connected);
          } catch (DatabricksError e) {
            if (!String.valueOf(e.getErrorCode()).endsWith("ALREADY_EXISTS")) {
              throw e;
            }
          }
        });
  }

  /** Calls the workspace without a result. */
  public void tell(String what, Consumer<WorkspaceClient> body) {
    call(
        what,
        connected -> {
          body.accept(connected);
          return Boolean.TRUE;
        });
  }

  private static <T> T called(
      WorkspaceAddress address, Optional<WorkspaceRight> right, String what, Supplier<T> body) {
    try {
      return body.get();
    } catch (DatabricksException e) {
      throw WorkspaceFailure.of(what, address, right, e);
    }
  }

  /** Adds the current token and the further headers to each request. */
  private record Bearer(WorkspaceAddress address) implements CredentialsProvider {
    private static final String NAME = "quarterdeck";

    @Override
    public String authType() {
      return NAME;
    }

    @Override
    public HeaderFactory configure(DatabricksConfig config) {
      return () -> {
        Map<String, String> headers = new HashMap<>(address.headers().get());
        headers.put("Authorization", "Bearer " + address.token().get());
        return headers;
      };
    }
  }
}
