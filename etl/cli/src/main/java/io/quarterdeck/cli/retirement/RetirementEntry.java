package io.quarterdeck.cli.retirement;

import java.net.URI;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one entry of the list of retirements. */
final class RetirementEntry {
  private static final List<String> KEYS =
      List.of("id", "kind", "matches", "what", "instead", "retires", "source", "read");
  private static final Pattern ID = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)*");
  private static final Pattern MODULE = Pattern.compile("[a-z]+");
  private static final Pattern API_VERSION = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern MAJOR = Pattern.compile("\\d+");
  private static final Pattern RELEASE = Pattern.compile("\\d+(\\.\\d+)?");
  private static final Pattern TYPE = Pattern.compile("[a-z]+:[A-Za-z]+");

  private RetirementEntry() {}

  /** Returns the entry. If it is invalid, records its problems and returns an empty result. */
  static Optional<Retirement> read(ListValue value) {
    return ListSection.open(value, KEYS).flatMap(RetirementEntry::read);
  }

  private static Optional<Retirement> read(ListSection entry) {
    Optional<String> id = entry.value("id").flatMap(each -> each.text(ID, "a name such as vm-ls"));
    Optional<RetirementKind> kind = entry.value("kind").flatMap(RetirementEntry::kind);
    Optional<Retired> retired =
        kind.flatMap(known -> entry.value("matches").flatMap(each -> retired(known, each)));
    Optional<String> what = entry.value("what").flatMap(each -> each.text("words"));
    Optional<String> instead = entry.value("instead").flatMap(each -> each.text("sentences"));
    Optional<LocalDate> date = entry.value("retires").flatMap(ListValue::dateOrMonth);
    Optional<URI> source = entry.value("source").flatMap(ListValue::page);
    Optional<LocalDate> read = entry.value("read").flatMap(ListValue::date);
    boolean complete =
        List.of(id, retired, what, instead, date, source, read).stream()
            .allMatch(Optional::isPresent);
    return complete
        ? Optional.of(
            new Retirement(
                id.get(),
                kind.get(),
                retired.get(),
                what.get(),
                instead.get(),
                date.get(),
                source.get(),
                read.get()))
        : Optional.empty();
  }

  private static Optional<RetirementKind> kind(ListValue value) {
    String expected = "one of " + String.join(", ", RetirementKind.names());
    Optional<String> text = value.text(expected);
    Optional<RetirementKind> kind = text.flatMap(RetirementKind::of);
    return text.isPresent() && kind.isEmpty() ? value.problem(expected) : kind;
  }

  private static Optional<Retired> retired(RetirementKind kind, ListValue value) {
    Optional<ListSection> matches = ListSection.open(value, kind.keys());
    return switch (kind) {
      case API_VERSION -> matches.flatMap(RetirementEntry::apiVersions);
      case POSTGRESQL ->
          matches
              .flatMap(found -> found.value("major"))
              .flatMap(major -> major.text(MAJOR, "a major version such as 16"))
              .map(Retired.PostgresMajor::new);
      case VM_SIZE ->
          matches
              .flatMap(found -> found.value("sizes"))
              .flatMap(ListValue::patterns)
              .map(Retired.MachineSizes::new);
      case DATABRICKS_RUNTIME ->
          matches
              .flatMap(found -> found.value("release"))
              .flatMap(release -> release.text(RELEASE, "a release such as 17.3"))
              .map(Retired.RuntimeRelease::new);
      case RESOURCE -> matches.flatMap(RetirementEntry::resourceValues);
    };
  }

  private static Optional<Retired> apiVersions(ListSection matches) {
    Optional<String> module =
        matches.value("module").flatMap(each -> each.text(MODULE, "a module such as keyvault"));
    Optional<String> before =
        matches
            .value("before")
            .flatMap(each -> each.text(API_VERSION, "an API version such as 2026-02-01"));
    return module.isPresent() && before.isPresent()
        ? Optional.of(new Retired.RetiredApiVersions(module.get(), before.get()))
        : Optional.empty();
  }

  private static Optional<Retired> resourceValues(ListSection matches) {
    Optional<String> type =
        matches.value("type").flatMap(each -> each.text(TYPE, "a type such as keyvault:Vault"));
    Map<String, Pattern> properties = new LinkedHashMap<>();
    matches
        .value("properties")
        .flatMap(ListSection::openProperties)
        .ifPresent(
            found ->
                found
                    .all()
                    .forEach(
                        (path, value) ->
                            value.pattern().ifPresent(pattern -> properties.put(path, pattern))));
    return type.isPresent() && !properties.isEmpty()
        ? Optional.of(new Retired.ResourceValues(type.get(), properties))
        : Optional.empty();
  }
}
