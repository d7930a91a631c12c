package io.quarterdeck.cli.retirement;

import io.quarterdeck.loader.yaml.YamlSection;
import io.quarterdeck.loader.yaml.YamlValue;
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
  private static final String PROPERTIES = "a mapping of paths and regular expressions";
  private static final Pattern ID = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)*");
  private static final Pattern MODULE = Pattern.compile("[a-z]+");
  private static final Pattern API_VERSION = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
  private static final Pattern MAJOR = Pattern.compile("\\d+");
  private static final Pattern RELEASE = Pattern.compile("\\d+(\\.\\d+)?");
  private static final Pattern TYPE = Pattern.compile("[a-z]+:[A-Za-z]+");

  private RetirementEntry() {}

  /** Returns the entry. If it is invalid, records its problems and returns an empty result. */
  static Optional<Retirement> read(YamlValue value) {
    return YamlSection.open(value, KEYS).flatMap(RetirementEntry::read);
  }

  private static Optional<Retirement> read(YamlSection entry) {
    Optional<String> id =
        entry
            .required("id")
            .flatMap(each -> RetirementValue.text(each, ID, "a name such as vm-ls"));
    Optional<RetirementKind> kind = entry.required("kind").flatMap(RetirementEntry::kind);
    Optional<YamlValue> matches = entry.required("matches");
    Optional<Retired> retired =
        kind.flatMap(known -> matches.flatMap(each -> retired(known, each)));
    Optional<String> what =
        entry.required("what").flatMap(each -> RetirementValue.text(each, "words"));
    Optional<String> instead =
        entry.required("instead").flatMap(each -> RetirementValue.text(each, "sentences"));
    Optional<LocalDate> date = entry.required("retires").flatMap(RetirementValue::dateOrMonth);
    Optional<URI> source = entry.required("source").flatMap(RetirementValue::page);
    Optional<LocalDate> read = entry.required("read").flatMap(RetirementValue::date);
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

  private static Optional<RetirementKind> kind(YamlValue value) {
    String expected = "one of " + String.join(", ", RetirementKind.names());
    Optional<String> text = RetirementValue.text(value, expected);
    Optional<RetirementKind> kind = text.flatMap(RetirementKind::of);
    if (text.isPresent() && kind.isEmpty()) {
      value.problem(expected);
    }
    return kind;
  }

  private static Optional<Retired> retired(RetirementKind kind, YamlValue value) {
    Optional<YamlSection> matches = YamlSection.open(value, kind.keys());
    return switch (kind) {
      case API_VERSION -> matches.flatMap(RetirementEntry::apiVersions);
      case POSTGRESQL ->
          matches
              .flatMap(found -> found.required("major"))
              .flatMap(major -> RetirementValue.text(major, MAJOR, "a major version such as 16"))
              .map(Retired.PostgresMajor::new);
      case VM_SIZE ->
          matches
              .flatMap(found -> found.required("sizes"))
              .flatMap(RetirementValue::patterns)
              .map(Retired.MachineSizes::new);
      case DATABRICKS_RUNTIME ->
          matches
              .flatMap(found -> found.required("release"))
              .flatMap(release -> RetirementValue.text(release, RELEASE, "a release such as 17.3"))
              .map(Retired.RuntimeRelease::new);
      case RESOURCE -> matches.flatMap(RetirementEntry::resourceValues);
    };
  }

  private static Optional<Retired> apiVersions(YamlSection matches) {
    Optional<String> module =
        matches
            .required("module")
            .flatMap(each -> RetirementValue.text(each, MODULE, "a module such as keyvault"));
    Optional<String> before =
        matches
            .required("before")
            .flatMap(
                each ->
                    RetirementValue.text(each, API_VERSION, "an API version such as 2026-02-01"));
    return module.isPresent() && before.isPresent()
        ? Optional.of(new Retired.RetiredApiVersions(module.get(), before.get()))
        : Optional.empty();
  }

  private static Optional<Retired> resourceValues(YamlSection matches) {
    Optional<String> type =
        matches
            .required("type")
            .flatMap(each -> RetirementValue.text(each, TYPE, "a type such as keyvault:Vault"));
    Map<String, Pattern> properties = new LinkedHashMap<>();
    Optional<YamlValue> value = matches.required("properties");
    Optional<YamlSection> section = value.flatMap(each -> YamlSection.openAny(each, PROPERTIES));
    Map<String, YamlValue> values = section.map(YamlSection::fields).orElse(Map.of());
    if (section.isPresent() && values.isEmpty()) {
      value.orElseThrow().problem(PROPERTIES);
    }
    values.forEach(
        (path, each) ->
            RetirementValue.pattern(each).ifPresent(pattern -> properties.put(path, pattern)));
    return type.isPresent() && !properties.isEmpty()
        ? Optional.of(new Retired.ResourceValues(type.get(), properties))
        : Optional.empty();
  }
}
