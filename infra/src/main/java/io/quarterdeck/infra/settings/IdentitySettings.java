package io.quarterdeck.infra.settings;

import java.util.Optional;

/**
 * Principals other than the platform's own identities.
 *
 * @param operators the Entra group of the people who run the platform
 * @param loader the existing identity with which the pipeline loads data; if absent, the program
 *     creates one
 * @param federation the tokens with which the created identity signs in without a secret
 */
public record IdentitySettings(
    Optional<Group> operators, Optional<Loader> loader, Optional<Federation> federation) {
  /** A group in Microsoft Entra ID, by its object id and its display name. */
  public record Group(String objectId, String name) {}

  /**
   * An application or a managed identity in Entra, by its object id and its name.
   *
   * @param clientId its application id; Synapse identifies it by this id
   */
  public record Loader(String objectId, String name, Optional<String> clientId) {}

  /** A token issuer and the tokens' subject, as the service connection shows them. */
  public record Federation(String issuer, String subject) {}

  static final String CLIENT_ID = "dataIdentityClientId";

  static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

  static IdentitySettings read(Fields fields, SettingsProblems problems) {
    Named operators = named(fields, problems, "operatorsGroup", "the group's");
    Named loader = named(fields, problems, "dataIdentity", "the identity's");
    Optional<String> client = clientId(fields, problems);
    Optional<String> issuer = fields.optional("federatedIssuer");
    Optional<String> subject = fields.optional("federatedSubject");
    issuer
        .filter(url -> !url.startsWith("https://"))
        .ifPresent(
            url ->
                problems.add(
                    "federatedIssuer",
                    Fields.quote(url),
                    "the https URL that the service connection shows as issuer",
                    "https://login.microsoftonline.com/TENANT/v2.0"));
    together(problems, "federatedIssuer", issuer, "federatedSubject", subject);
    if (issuer.isPresent() && loader.id().isPresent()) {
      problems.addSurplus(
          "federatedIssuer",
          "a value",
          "none, as dataIdentityId names an identity that has its own federated credentials");
    }
    return new IdentitySettings(
        operators.id().flatMap(id -> operators.name().map(name -> new Group(id, name))),
        loader.id().flatMap(id -> loader.name().map(name -> new Loader(id, name, client))),
        issuer.flatMap(url -> subject.map(text -> new Federation(url, text))));
  }

  private static Optional<String> clientId(Fields fields, SettingsProblems problems) {
    Optional<String> client = fields.optional(CLIENT_ID);
    client
        .filter(id -> !id.matches(UUID))
        .ifPresent(
            id ->
                problems.add(
                    CLIENT_ID,
                    Fields.quote(id),
                    "the identity's application id, a lower-case UUID",
                    "11111111-2222-3333-4444-555555555555"));
    return client;
  }

  /** The settings of a principal: KEYId and KEYName. */
  private record Named(Optional<String> id, Optional<String> name) {}

  private static Named named(Fields fields, SettingsProblems problems, String key, String whose) {
    Named named = new Named(fields.optional(key + "Id"), fields.optional(key + "Name"));
    named
        .id()
        .filter(id -> !id.matches(UUID))
        .ifPresent(
            id ->
                problems.add(
                    key + "Id",
                    Fields.quote(id),
                    whose + " object id, a lower-case UUID",
                    "11111111-2222-3333-4444-555555555555"));
    named
        .name()
        .filter(name -> name.matches(".*[;\\[\\]].*"))
        .ifPresent(
            name ->
                problems.add(
                    key + "Name",
                    Fields.quote(name),
                    "a name without semicolons and brackets",
                    "'Data Platform Operators'"));
    together(problems, key + "Id", named.id(), key + "Name", named.name());
    return named;
  }

  private static void together(
      SettingsProblems problems,
      String first,
      Optional<String> firstValue,
      String second,
      Optional<String> secondValue) {
    if (firstValue.isPresent() && secondValue.isEmpty()) {
      problems.add(second, "nothing", "a value, as " + first + " is set", "VALUE");
    }
    if (secondValue.isPresent() && firstValue.isEmpty()) {
      problems.add(first, "nothing", "a value, as " + second + " is set", "VALUE");
    }
  }
}
