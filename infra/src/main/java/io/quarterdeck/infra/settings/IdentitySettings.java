package io.quarterdeck.infra.settings;

import java.util.Optional;

/**
 * Principals other than the platform's own identities.
 *
 * @param operators the Entra group of the people who run the platform
 * @param federation the tokens with which the CI pipeline signs in without a secret
 */
public record IdentitySettings(Optional<Group> operators, Optional<Federation> federation) {
  /** A group in Microsoft Entra ID, by its object id and its display name. */
  public record Group(String objectId, String name) {}

  /** A token issuer and the tokens' subject, as the service connection shows them. */
  public record Federation(String issuer, String subject) {}

  static final String UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}";

  static IdentitySettings read(Fields fields, SettingsProblems problems) {
    Optional<String> groupId = fields.optional("operatorsGroupId");
    Optional<String> groupName = fields.optional("operatorsGroupName");
    Optional<String> issuer = fields.optional("federatedIssuer");
    Optional<String> subject = fields.optional("federatedSubject");
    groupId
        .filter(id -> !id.matches(UUID))
        .ifPresent(
            id ->
                problems.add(
                    "operatorsGroupId",
                    Fields.quote(id),
                    "the group's object id, a lower-case UUID",
                    "11111111-2222-3333-4444-555555555555"));
    groupName
        .filter(name -> name.matches(".*[;\\[\\]].*"))
        .ifPresent(
            name ->
                problems.add(
                    "operatorsGroupName",
                    Fields.quote(name),
                    "a name without semicolons and brackets",
                    "'Data Platform Operators'"));
    issuer
        .filter(url -> !url.startsWith("https://"))
        .ifPresent(
            url ->
                problems.add(
                    "federatedIssuer",
                    Fields.quote(url),
                    "the https URL that the service connection shows as issuer",
                    "https://login.microsoftonline.com/TENANT/v2.0"));
    together(problems, "operatorsGroupId", groupId, "operatorsGroupName", groupName);
    together(problems, "federatedIssuer", issuer, "federatedSubject", subject);
    return new IdentitySettings(
        groupId.flatMap(id -> groupName.map(name -> new Group(id, name))),
        issuer.flatMap(url -> subject.map(text -> new Federation(url, text))));
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
