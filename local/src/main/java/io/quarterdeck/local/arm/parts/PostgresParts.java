package io.quarterdeck.local.arm.parts;

import java.util.List;

/** What stands behind a flexible server and what is in it: one real PostgreSQL. */
public final class PostgresParts {
  private PostgresParts() {}

  /** The parts on one server. */
  public static List<PartBehind> on(PostgresServerSite site) {
    return List.of(
        new ServerPart(site),
        new DatabasePart(site),
        new AdministratorPart(site),
        new ConfigurationPart(site));
  }
}
