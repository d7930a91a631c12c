package io.quarterdeck.cli.retirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Compares uses with the list of the project. The entries of that list are the examples in these
 * tests.
 */
class RetirementCheckTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-29");

  private static List<Retirement> list;

  @BeforeAll
  static void read() {
    list = RetirementList.read(RetirementList.file(Path.of("../..")));
  }

  @ParameterizedTest
  @CsvSource({
    "181, LATER",
    "180, SOON",
    "179, SOON",
    "31, SOON",
    "30, DUE",
    "29, DUE",
    "0, DUE",
    "-1, DUE",
  })
  void warnsFrom180DaysAndFailsFrom30DaysBefore(int days, Urgency urgency) {
    Retirement retirement = postgres("16", TODAY.plusDays(days));

    List<RetirementNotice> notices =
        RetirementCheck.of(
            List.of(retirement), List.of(new PlatformUse.PostgresVersion("dev", "16")), TODAY);

    assertThat(notices)
        .singleElement()
        .satisfies(
            notice -> {
              assertThat(notice.days()).isEqualTo(days);
              assertThat(notice.urgency()).isEqualTo(urgency);
            });
    assertThat(RetirementCheck.worst(notices)).isEqualTo(urgency);
  }

  @Test
  void whatIsNotUsedIsNoNotice() {
    List<RetirementNotice> notices =
        RetirementCheck.of(
            List.of(postgres("16", TODAY)),
            List.of(new PlatformUse.PostgresVersion("dev", "17")),
            TODAY);

    assertThat(notices).isEmpty();
    assertThat(RetirementCheck.worst(notices)).isEqualTo(Urgency.LATER);
  }

  @Test
  void noticesAreSortedByDateAndCountUsesThatTheyDoNotName() {
    List<PlatformUse> uses =
        List.of(
            new PlatformUse.PostgresVersion("dev", "17"),
            new PlatformUse.PostgresVersion("a", "16"),
            new PlatformUse.PostgresVersion("b", "16"),
            new PlatformUse.PostgresVersion("c", "16"),
            new PlatformUse.PostgresVersion("d", "16"));

    List<RetirementNotice> notices =
        RetirementCheck.of(
            List.of(postgres("17", TODAY.plusDays(2)), postgres("16", TODAY.minusDays(1))),
            uses,
            TODAY);

    assertThat(notices)
        .extracting(RetirementNotice::text)
        .containsExactly(
            "PostgreSQL 16 on 2026-11-28, 1 day ago", "PostgreSQL 17 on 2026-12-01, in 2 days");
    assertThat(notices.get(0).usedBy())
        .isEqualTo(
            "a: postgresVersion 16, b: postgresVersion 16, c: postgresVersion 16 and 1 more");
  }

  @ParameterizedTest
  @CsvSource({
    "Standard_DS3_v2, vm-dv2-dsv2",
    "Standard_D4_v2, vm-dv2-dsv2",
    "Standard_DS13-4_v2, vm-dv2-dsv2",
    "Standard_DS4, vm-d-ds",
    "Standard_F4s_v2, vm-f-fs-fsv2",
    "Standard_F8, vm-f-fs-fsv2",
    "Standard_L8s, vm-ls",
    "Standard_L8s_v2, vm-lsv2",
    "Standard_B1ms, vm-bv1",
    "Standard_B2s, vm-bv1",
    "Standard_B2s_v2,",
    "Standard_B2ats_v2,",
    "Standard_D4ds_v5,",
    "Standard_D4s_v3,",
    "Standard_L8s_v3,",
    "Standard_F4s_v20,",
  })
  void sizesOfRetiredSeriesAreFound(String size, String id) {
    assertThat(ids(new PlatformUse.MachineSize("a", size)))
        .isEqualTo(id == null ? List.of() : List.of(id));
  }

  @ParameterizedTest
  @CsvSource({
    "keyvault:Vault, 2023-02-01, key-vault-api",
    "keyvault:Secret, 2026-01-31-preview, key-vault-api",
    "keyvault:Vault, 2026-02-01,",
    "keyvault:Vault, 2026-04-01-preview,",
    "network:Subnet, 2023-02-01,",
  })
  void apiVersionsBeforeTheFirstOneThatStaysAreFound(String type, String version, String id) {
    assertThat(ids(new PlatformUse.UsedApiVersion(type, version)))
        .isEqualTo(id == null ? List.of() : List.of(id));
  }

  @ParameterizedTest
  @CsvSource({
    "17.3.x-scala2.13, databricks-runtime-17.3",
    "17.3.x-photon-scala2.13, databricks-runtime-17.3",
    "17.30.x-scala2.13,",
    "7.3.x-scala2.12,",
  })
  void runtimesAreFoundByTheirRelease(String key, String id) {
    assertThat(ids(new PlatformUse.DatabricksRuntime(key)))
        .isEqualTo(id == null ? List.of() : List.of(id));
  }

  @Test
  void valuesOfInputsAreFound() {
    assertThat(
            ids(
                resource("storage:StorageAccount", Map.of("minimumTlsVersion", "TLS1_0")),
                resource("storage:StorageAccount", Map.of("minimumTlsVersion", "TLS1_2")),
                resource("storage:BlobContainer", Map.of("minimumTlsVersion", "TLS1_0"))))
        .containsExactly("storage-tls");
    assertThat(
            ids(
                resource("network:Subnet", Map.of("defaultOutboundAccess", true)),
                resource("network:PublicIPAddress", Map.of("sku", Map.of("name", "Standard"))),
                resource("network:PublicIPAddress", Map.of("sku", "Basic"))))
        .containsExactly("default-outbound-access");
    assertThat(
            ids(
                resource(
                    "web:WebApp", Map.of("siteConfig", Map.of("linuxFxVersion", "Python|3.11"))),
                resource(
                    "web:WebApp",
                    Map.of(
                        "functionAppConfig",
                        Map.of("runtime", Map.of("name", "java", "version", "17"))))))
        .containsExactly("functions-java-17", "functions-python-3.11");
  }

  private static PlatformUse resource(String type, Map<String, ?> inputs) {
    return new PlatformUse.Resource("dev", "a", type, inputs);
  }

  private static List<String> ids(PlatformUse... uses) {
    return RetirementCheck.of(list, List.of(uses), TODAY).stream()
        .map(notice -> notice.retirement().id())
        .toList();
  }

  private static Retirement postgres(String major, LocalDate date) {
    return new Retirement(
        "postgresql-" + major,
        RetirementKind.POSTGRESQL,
        new Retired.PostgresMajor(major),
        "PostgreSQL " + major,
        "Upgrade.",
        date,
        URI.create("https://example.com/"),
        TODAY);
  }
}
