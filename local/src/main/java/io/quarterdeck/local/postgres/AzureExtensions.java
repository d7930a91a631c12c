package io.quarterdeck.local.postgres;

import io.quarterdeck.contract.PostgresExtensions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * Changes an unpacked copy of PostgreSQL so that {@code create extension} follows the rules of
 * Azure's flexible server (Microsoft Learn, "Possible errors when managing extensions",
 * /azure/postgresql/extensions/errors-extensions):
 *
 * <ul>
 *   <li>Only members of {@code azure_pg_admin} can create extensions. They are not superusers.
 *   <li>{@code azure.extensions} must list the extension.
 *   <li>The server must have loaded the library of pgaudit when it started.
 * </ul>
 *
 * The binaries contain no pgaudit, so this class adds a stand-in: a library that does nothing, and
 * an extension without objects. The stand-in can be loaded and created under the same conditions as
 * pgaudit, but it writes no audit log.
 */
final class AzureExtensions {
  /**
   * The revision of the changes. Increase it when you change them, because unpacked copies are
   * kept.
   */
  static final int REVISION = 1;

  /**
   * The extension that the creation of a database from the template requires. Azure does not
   * restrict it.
   */
  private static final String LANGUAGE = "plpgsql";

  /** A module of PostgreSQL that registers nothing when it is loaded. */
  private static final String INERT_MODULE = "autoinc";

  private static final String TRUSTED = "trusted = true";

  private static final String AUDIT_CONTROL =
      """
      # Written by Quarterdeck: a stand-in without an audit log
      comment = 'stand-in of the local stack: writes no audit log'
      default_version = '18.0'
      relocatable = true
      trusted = true
      """;

  /** PostgreSQL runs the script of a trusted extension as a superuser. */
  private static final String RULES =
      """
      do $rules$
      declare
        caller name := case current_setting('role')
            when 'none' then session_user else current_setting('role')::name end;
      begin
        if not pg_has_role(caller, 'azure_pg_admin', 'member') then
          raise exception 'Only members of "azure_pg_admin" are allowed to use CREATE EXTENSION'
            using errcode = 'insufficient_privilege';
        end if;
        if not 'NAME' = any (string_to_array(
            replace(coalesce(current_setting('azure.extensions', true), ''), ' ', ''), ',')) then
          raise exception
            'extension "NAME" is not allow-listed for "azure_pg_admin" users in Azure Database for PostgreSQL'
            using errcode = 'feature_not_supported';
        end if;
      end
      $rules$;
      """;

  private static final String PRELOADED =
      """
      do $preloaded$
      begin
        if not 'NAME' = any (string_to_array(
            replace(current_setting('shared_preload_libraries'), ' ', ''), ',')) then
          raise exception 'NAME must be loaded via shared_preload_libraries'
            using errcode = 'object_not_in_prerequisite_state';
        end if;
      end
      $preloaded$;
      """;

  private final Path controls;
  private final Path libraries;

  private AzureExtensions(Path installation) {
    this.controls = installation.resolve("share/postgresql/extension");
    this.libraries = installation.resolve("lib/postgresql");
  }

  /** Changes the copy in this folder, which contains {@code lib} and {@code share}. */
  static void into(Path installation) throws IOException {
    AzureExtensions extensions = new AzureExtensions(installation);
    extensions.reserveForSuperusers();
    extensions.addAudit();
    for (String name : PostgresExtensions.ALL) {
      extensions.permit(name);
    }
  }

  /** Removes the flag that lets the owner of a database create an extension. */
  private void reserveForSuperusers() throws IOException {
    for (Path control : files(controls, "*.control")) {
      if (!control.endsWith(LANGUAGE + ".control")) {
        List<String> lines = Files.readAllLines(control);
        Files.write(control, lines.stream().filter(line -> !line.equals(TRUSTED)).toList());
      }
    }
  }

  private void addAudit() throws IOException {
    String name = PostgresExtensions.AUDIT;
    Files.writeString(controls.resolve(name + ".control"), AUDIT_CONTROL);
    Files.writeString(controls.resolve(name + "--18.0.sql"), PRELOADED.replace("NAME", name));
    for (Path module : files(libraries, INERT_MODULE + ".*")) {
      String suffix = module.getFileName().toString().substring(INERT_MODULE.length());
      Files.copy(module, libraries.resolve(name + suffix), StandardCopyOption.COPY_ATTRIBUTES);
    }
  }

  /** Lets ordinary roles create the extension if Azure's rules permit it. */
  private void permit(String name) throws IOException {
    Path control = controls.resolve(name + ".control");
    String text = Files.readString(control);
    if (!text.contains(TRUSTED)) {
      Files.writeString(control, text + TRUSTED + "\n");
    }
    // Scripts that update an extension have two versions in their names.
    for (Path script : files(controls, name + "--*.sql")) {
      if (script.getFileName().toString().indexOf("--", name.length() + 2) < 0) {
        Files.writeString(script, RULES.replace("NAME", name) + Files.readString(script));
      }
    }
  }

  private static List<Path> files(Path folder, String pattern) throws IOException {
    try (Stream<Path> found =
        Files.find(
            folder,
            1,
            (path, attributes) ->
                folder
                    .getFileSystem()
                    .getPathMatcher("glob:" + pattern)
                    .matches(path.getFileName()))) {
      return found.toList();
    }
  }
}
