package io.quarterdeck.local.entra;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.quarterdeck.local.entra.EntraPrincipal.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The principals of the tenant: those of the directory file, and the managed identities of the
 * subscription. Thread-safe.
 *
 * @param file the directory file, read at each call
 * @param identities finds the managed identities
 */
public record Directory(DirectoryFile file, ManagedIdentities identities) {
  /** Returns the people. */
  public List<Person> people() throws IOException {
    JsonObject content = file.read();
    List<Person> people = new ArrayList<>();
    for (JsonObject person : DirectoryFile.objects(content, "people")) {
      String id = text(person, "objectId");
      people.add(
          new Person(
              text(person, "name"),
              new EntraPrincipal(
                  id,
                  Optional.empty(),
                  text(person, "userPrincipalName"),
                  Kind.USER,
                  groups(content, id)),
              text(person, "password"),
              text(person, "shellKey")));
    }
    return people;
  }

  /** Returns the person with this short name or user principal name. */
  public Optional<Person> person(String name) throws IOException {
    return people().stream()
        .filter(
            person ->
                person.name().equals(name) || person.principal().name().equalsIgnoreCase(name))
        .findFirst();
  }

  /** Returns the applications and the managed identities. */
  public List<Application> applications() throws IOException {
    JsonObject content = file.read();
    List<Application> applications = new ArrayList<>();
    for (JsonObject application : DirectoryFile.objects(content, "applications")) {
      applications.add(
          new Application(
              new EntraPrincipal(
                  text(application, "objectId"),
                  Optional.of(text(application, "clientId")),
                  text(application, "name"),
                  Kind.SERVICE_PRINCIPAL,
                  groups(content, text(application, "objectId"))),
              Optional.empty(),
              Optional.ofNullable(application.get("secret")).map(JsonElement::getAsString),
              credentials(application)));
    }
    identities.all().forEach(identity -> applications.add(withGroups(content, identity)));
    return applications;
  }

  /** Returns the groups. */
  public List<EntraGroup> groups() throws IOException {
    return DirectoryFile.objects(file.read(), "groups").stream()
        .map(
            group ->
                new EntraGroup(
                    text(group, "objectId"), text(group, "name"), texts(group, "members")))
        .toList();
  }

  /** Returns the application or managed identity with this client id. */
  public Optional<Application> application(String clientId) throws IOException {
    return applications().stream()
        .filter(application -> application.clientId().equalsIgnoreCase(clientId))
        .findFirst();
  }

  /** Returns the secret in the address from which this machine gets managed identities' tokens. */
  public String machineKey() throws IOException {
    return text(file.read(), "machineKey");
  }

  /** Returns the secret with which a job of Azure Pipelines requests id tokens. */
  public String pipelinesToken() throws IOException {
    return text(file.read(), "pipelinesToken");
  }

  /** Returns the service connections of the emulated Azure Pipelines. */
  List<ServiceConnection> connections() throws IOException {
    return DirectoryFile.objects(file.read(), "serviceConnections").stream()
        .map(connection -> new ServiceConnection(text(connection, "name"), text(connection, "id")))
        .toList();
  }

  private static Application withGroups(JsonObject content, Application identity) {
    EntraPrincipal principal = identity.principal();
    return new Application(
        new EntraPrincipal(
            principal.objectId(),
            principal.clientId(),
            principal.name(),
            principal.kind(),
            groups(content, principal.objectId())),
        identity.resourceId(),
        identity.secret(),
        identity.credentials());
  }

  private static List<FederatedCredential> credentials(JsonObject application) {
    return DirectoryFile.objects(application, "federatedCredentials").stream()
        .map(
            credential ->
                new FederatedCredential(
                    text(credential, "issuer"),
                    text(credential, "subject"),
                    texts(credential, "audiences")))
        .toList();
  }

  /** Returns the groups that contain a member directly. A group cannot contain a group here. */
  private static Set<String> groups(JsonObject content, String member) {
    return DirectoryFile.objects(content, "groups").stream()
        .filter(group -> texts(group, "members").contains(member))
        .map(group -> text(group, "objectId"))
        .collect(Collectors.toSet());
  }

  private static String text(JsonObject object, String field) {
    return object.get(field).getAsString();
  }

  private static List<String> texts(JsonObject object, String field) {
    return object.getAsJsonArray(field).asList().stream().map(JsonElement::getAsString).toList();
  }
}
