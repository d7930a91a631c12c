package io.quarterdeck.cli.retirement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarterdeck.loader.failure.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetirementListTest {
  private static final String ENTRY =
      """
      - id: postgresql-16
        kind: postgresql
        matches: {major: 16}
        what: PostgreSQL 16
        instead: Upgrade the server.
        retires: 2028-11
        source: https://example.com/policy
        read: 2026-11-29
      """;

  @TempDir Path folder;

  @Test
  void theListOfTheProjectHasEachKindAndItsDatesComeFromPages() {
    List<Retirement> list = RetirementList.read(RetirementList.file(Path.of("../..")));

    assertThat(list).extracting(Retirement::kind).contains(RetirementKind.values());
    assertThat(list)
        .filteredOn(entry -> entry.id().equals("key-vault-api"))
        .extracting(Retirement::date)
        .containsExactly(LocalDate.parse("2027-02-27"));
  }

  @Test
  void aMonthCountsFromItsFirstDay() throws IOException {
    assertThat(read(ENTRY))
        .singleElement()
        .extracting(Retirement::date)
        .isEqualTo(LocalDate.parse("2028-11-01"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          kind: postgresql|kind: postgres|2: [0].kind: found 'postgres'; expected one of api-version, postgresql, vm-size, databricks-runtime, resource
          {major: 16}|{major: sixteen}|3: [0].matches.major: found 'sixteen'; expected a major version such as 16
          {major: 16}|{version: 16}|3: [0].matches: found the unknown key 'version'; expected one of major
          {major: 16}|16|3: [0].matches: found '16'; expected a mapping with the keys major
          what: PostgreSQL 16|what:|4: [0].what: found nothing; expected words
          retires: 2028-11|retires: soon|6: [0].retires: found 'soon'; expected a date such as 2027-02-27, or a month such as 2027-02
          retires: 2028-11|retires: 2028-13|6: [0].retires: found '2028-13'; expected a date such as 2027-02-27, or a month such as 2027-02
          retires: 2028-11|retires: 2027-02-29|6: [0].retires: found '2027-02-29'; expected a date such as 2027-02-27, or a month such as 2027-02
          retires: 2028-11|retire: 2028-11|6: [0]: found the unknown key 'retire'; expected one of id, kind, matches, what, instead, retires, source, read (did you mean 'retires'?)
          https://example.com/policy|the policy|7: [0].source: found 'the policy'; expected the address of a page, starting with https://
          https://example.com/policy|http://example.com/|7: [0].source: found 'http://example.com/'; expected the address of a page, starting with https://
          read: 2026-11-29|read: 2026-11|8: [0].read: found '2026-11'; expected a date such as 2027-02-27
          read: 2026-11-29|id: b|8: [0]: found the key 'id' again; expected it once (first in line 1)
          id: postgresql-16|id: PostgreSQL 16|1: [0].id: found 'PostgreSQL 16'; expected a name such as vm-ls
          """)
  void aMalformedEntryIsReportedWithItsLine(String valid, String malformed, String problem) {
    assertThatThrownBy(() -> read(ENTRY.replace(valid, malformed)))
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("Cannot read the list of retirements " + file() + ": found ")
        .hasMessageContaining(" expected none. Fix these lines:\n")
        .hasMessageContaining("\n  list.yaml:" + problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          vm-size|{sizes: []}|[0].matches.sizes: found a list; expected a list of regular expressions
          vm-size|{sizes: ['Standard_D(']}|[0].matches.sizes[0]: found 'Standard_D('; expected a regular expression (Unclosed group)
          api-version|{module: keyvault, before: 2026}|[0].matches.before: found '2026'; expected an API version such as 2026-02-01
          api-version|{module: keyvault}|[0].matches: found no 'before'; expected one
          databricks-runtime|{release: LTS}|[0].matches.release: found 'LTS'; expected a release such as 17.3
          resource|{type: Microsoft.Web/sites, properties: {a: b}}|[0].matches.type: found 'Microsoft.Web/sites'; expected a type such as keyvault:Vault
          resource|{type: "web:WebApp", properties: {}}|[0].matches.properties: found a mapping; expected a mapping of paths and regular expressions
          """)
  void whatAKindMatchesIsChecked(String kind, String matches, String problem) {
    String entry =
        ENTRY.replace("kind: postgresql", "kind: " + kind).replace("{major: 16}", matches);

    assertThatThrownBy(() -> read(entry)).hasMessageEndingWith("\n  list.yaml:3: " + problem);
  }

  @Test
  void allProblemsAreReportedTogether() {
    String second = ENTRY.replace("retires: 2028-11", "retires: never");

    assertThatThrownBy(() -> read(ENTRY + ENTRY + second + "- 16\n"))
        .hasMessage(
            "Cannot read the list of retirements "
                + file()
                + ": found 3 problems; expected none. Fix these lines:\n"
                + "  list.yaml:9: [1]: found the id 'postgresql-16' again; expected another\n"
                + "  list.yaml:22: [2].retires: found 'never'; expected a date such as 2027-02-27, or a"
                + " month such as 2027-02\n"
                + "  list.yaml:25: [3]: found '16'; expected a mapping with the keys id, kind, matches,"
                + " what, instead, retires, source, read");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a: b|1: found a mapping; expected a list of retirements
          '- id: ['|2: found invalid YAML (
          """)
  void anotherFileIsRefusedWithTheLine(String text, String problem) {
    assertThatThrownBy(() -> read(text + "\n"))
        .hasMessageContaining(
            "found 1 problem; expected none. Fix these lines:\n  list.yaml:" + problem);
  }

  @Test
  void aMissingFileIsRefused() {
    assertThatThrownBy(() -> RetirementList.read(file()))
        .hasMessage(
            "Cannot read the list of retirements: found no "
                + file()
                + "; expected docs/azure-retirements.yaml of the project. Restore it, or name another"
                + " file with --list.");
  }

  private List<Retirement> read(String text) throws IOException {
    return RetirementList.read(Files.writeString(file(), text));
  }

  private Path file() {
    return folder.resolve("list.yaml");
  }
}
