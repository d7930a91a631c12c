package io.quarterdeck.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The rules of docs/architecture.md that can be checked automatically. */
class ArchitectureTest {
  private static final String CONTRACT = "io.quarterdeck.contract..";
  private static final String INFRA = "io.quarterdeck.infra..";
  private static final String LOADER = "io.quarterdeck.loader..";
  private static final String AZURE = "io.quarterdeck.azure..";
  private static final String CLI = "io.quarterdeck.cli..";
  private static final String JOBS = "io.quarterdeck.jobs..";
  private static final String LOCAL = "io.quarterdeck.local..";
  private static final String BROKER = "io.quarterdeck.broker..";
  private static final String FUNCTION = "io.quarterdeck.function..";
  private static final String SPARK = "org.apache.spark..";

  private static JavaClasses production;

  @BeforeAll
  static void importClasses() {
    production =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // The jar of the job contains the PostgreSQL driver under another package name.
            .withImportOption(location -> !location.contains("/shaded/"))
            // The jar also contains copies of the loader, which use that driver, and of the
            // contract.
            .withImportOption(
                location ->
                    !(location.contains("/jobs/")
                        && (location.contains("/quarterdeck/loader/")
                            || location.contains("/quarterdeck/contract/"))))
            .importPackages("io.quarterdeck");
  }

  @Test
  void contractDependsOnNothing() {
    classes()
        .that()
        .resideInAPackage(CONTRACT)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(CONTRACT, "java..")
        .check(production);
  }

  @Test
  void loaderDependsNeitherOnAzureNorOnOtherModules() {
    noClasses()
        .that()
        .resideInAPackage(LOADER)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            INFRA,
            AZURE,
            CLI,
            JOBS,
            LOCAL,
            SPARK,
            "com.azure..",
            "com.databricks..",
            "com.pulumi..")
        .check(production);
  }

  @Test
  void clientsOfAzureDependOnTheLoaderButNotOnCommands() {
    noClasses()
        .that()
        .resideInAPackage(AZURE)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(INFRA, CLI, JOBS, LOCAL, SPARK, "com.pulumi..", "picocli..")
        .check(production);
  }

  @Test
  void commandsDependNeitherOnInfraNorOnTheLocalStack() {
    noClasses()
        .that()
        .resideInAPackage(CLI)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(INFRA, JOBS, LOCAL, SPARK, "com.pulumi..")
        .check(production);
  }

  @Test
  void infraDependsOnlyOnPulumiAndTheContract() {
    noClasses()
        .that()
        .resideInAPackage(INFRA)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(LOADER, AZURE, CLI, JOBS, LOCAL, "com.azure..", "org.postgresql..")
        .check(production);
  }

  @Test
  void nothingOutsideASystemOfInfraNamesIt() {
    for (String system : systemsOfInfra()) {
      noClasses()
          .that()
          .resideOutsideOfPackage(system)
          .and()
          .doNotHaveFullyQualifiedName("io.quarterdeck.infra.Systems")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(system)
          .check(production);
    }
  }

  @Test
  void theFoundationOfInfraDoesNotDependOnThePlatform() {
    classes()
        .that()
        .resideInAPackage("io.quarterdeck.infra.foundation..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.quarterdeck.infra.foundation..",
            "io.quarterdeck.infra.settings..",
            CONTRACT,
            "com.pulumi..",
            "java..")
        .check(production);
    slices()
        .matching("io.quarterdeck.infra.foundation.(*)..")
        .should()
        .beFreeOfCycles()
        .check(production);
  }

  /** The packages of the classes that implement the interface of a system. */
  private static List<String> systemsOfInfra() {
    List<String> packages =
        production.stream()
            .filter(type -> !type.isInterface())
            .filter(type -> type.isAssignableTo("io.quarterdeck.infra.foundation.PlatformSystem"))
            .map(type -> type.getPackageName() + "..")
            .toList();
    assertThat(packages).contains("io.quarterdeck.infra.batch..");
    return packages;
  }

  @Test
  void jobsDependOnTheLoaderOnly() {
    noClasses()
        .that()
        .resideInAPackage(JOBS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(INFRA, AZURE, CLI, LOCAL)
        .check(production);
  }

  /** Unity Catalog gives Hadoop's file system no credentials (decision 0027). */
  @Test
  void jobsUseHadoopsFileSystemInOneClass() {
    noClasses()
        .that()
        .resideInAPackage(JOBS)
        .and()
        .resideOutsideOfPackage("io.quarterdeck.jobs.blob")
        .should()
        .dependOnClassesThat()
        .haveNameMatching("org\\.apache\\.hadoop\\.fs\\.File(System|Util|Context)")
        .check(production);
  }

  /** The local stack starts the broker with its own class path. */
  @Test
  void theBrokerDependsOnTheContractTheFunctionAndKafkaOnly() {
    classes()
        .that()
        .resideInAPackage(BROKER)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            BROKER,
            CONTRACT,
            FUNCTION,
            "com.microsoft.azure.functions..",
            "org.apache.kafka..",
            "kafka..",
            "java..",
            "javax.security..")
        .check(production);
    noClasses()
        .that()
        .resideOutsideOfPackage(BROKER)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(BROKER)
        .check(production);
  }

  /** The function app runs it without the other modules. */
  @Test
  void theFunctionDependsOnNoOtherModule() {
    classes()
        .that()
        .resideInAPackage(FUNCTION)
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            FUNCTION, "com.microsoft.azure.functions..", "com.fasterxml.jackson.core..", "java..")
        .check(production);
  }

  @Test
  void packagesHaveNoCycles() {
    for (String module : List.of("infra", "loader", "azure", "cli", "jobs", "local")) {
      slices()
          .matching("io.quarterdeck." + module + ".(*)..")
          .should()
          .beFreeOfCycles()
          .check(production);
    }
  }

  @Test
  void noPublicMethodTakesABoolean() {
    DescribedPredicate<List<JavaClass>> boolParameter =
        DescribedPredicate.describe(
            "a boolean among them",
            parameters -> parameters.stream().anyMatch(type -> type.isEquivalentTo(boolean.class)));
    methods()
        .that()
        .arePublic()
        .and()
        .areDeclaredInClassesThat()
        .arePublic()
        .should()
        .notHaveRawParameterTypes(boolParameter)
        .check(production);
  }

  @Test
  void noClassIsAUtilOrAHelperOrAManager() {
    classes()
        .should()
        .haveSimpleNameNotEndingWith("Util")
        .andShould()
        .haveSimpleNameNotEndingWith("Utils")
        .andShould()
        .haveSimpleNameNotEndingWith("Helper")
        .andShould()
        .haveSimpleNameNotEndingWith("Manager")
        .check(production);
  }
}
