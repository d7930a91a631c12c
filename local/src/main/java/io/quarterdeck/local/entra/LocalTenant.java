package io.quarterdeck.local.entra;

import java.util.Optional;
import java.util.Set;

/**
 * The names and ids of the local stack's tenant. Azure does not assign these ids: it assigns random
 * ones.
 */
public final class LocalTenant {
  /** The id of the tenant. */
  public static final String ID = "00000000-0000-4000-8000-000000000002";

  /** The name of the person who owns the subscription. */
  public static final String OWNER = "owner";

  /** The object id of that person. */
  public static final String OWNER_ID = "00000000-0000-4000-8000-000000000003";

  /**
   * The object id of the application AzureDatabricks in this tenant. Each tenant of Azure has a
   * different id.
   */
  public static final String DATABRICKS_ID = "00000000-0000-4000-8000-0000000000db";

  /** The domain of the tenant's user names. */
  public static final String DOMAIN = "quarterdeck.example";

  /**
   * The issuer of the tokens of Azure Pipelines for service connections. The last part is the id of
   * the organization.
   */
  public static final String PIPELINES_ISSUER =
      "https://vstoken.dev.azure.com/00000000-0000-4000-8000-0000000000d0";

  /** The audience that Entra expects in the assertion of a federated credential. */
  public static final String EXCHANGE_AUDIENCE = "api://AzureADTokenExchange";

  /** The client id of the Azure CLI, with which people sign in; the same in each tenant. */
  public static final String AZURE_CLI = Clients.AZURE_CLI;

  /** The object id of the group {@code operators}. */
  static final String OPERATORS_ID = "00000000-0000-4000-8000-000000000010";

  private LocalTenant() {}

  /** Returns the person who owns the subscription, as the tenant knows this person at first. */
  public static EntraPrincipal owner() {
    return new EntraPrincipal(
        OWNER_ID,
        Optional.empty(),
        OWNER + "@" + DOMAIN,
        EntraPrincipal.Kind.USER,
        Set.of(OPERATORS_ID));
  }
}
