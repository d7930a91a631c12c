package io.quarterdeck.e2e;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

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
  private static final String INFRA = "io.quarterdeck.infra..";
  private static final String ETL = "io.quarterdeck.etl..";
  private static final String JOBS = "io.quarterdeck.jobs..";
  private static final String LOCAL = "io.quarterdeck.local..";

  private static JavaClasses production;

  @BeforeAll
  static void importClasses() {
    production =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // The jar of the job contains the PostgreSQL driver under another package name.
            .withImportOption(location -> !location.contains("/shaded/"))
            // The jar also contains a copy of the loader, which uses that driver.
            .withImportOption(
                location ->
                    !(location.contains("/jobs/") && location.contains("/quarterdeck/etl/")))
            .importPackages("io.quarterdeck");
  }

  @Test
  void loaderDoesNotDependOnInfraTheLocalStackOrSpark() {
    noClasses()
        .that()
        .resideInAPackage(ETL)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(INFRA, JOBS, LOCAL, "com.pulumi..", "org.apache.spark..")
        .check(production);
  }

  @Test
  void infraDependsOnlyOnPulumi() {
    noClasses()
        .that()
        .resideInAPackage(INFRA)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ETL, JOBS, LOCAL, "com.azure..", "org.postgresql..")
        .check(production);
  }

  @Test
  void jobsDependOnTheLoaderButNotOnTheLocalStack() {
    noClasses()
        .that()
        .resideInAPackage(JOBS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(INFRA, LOCAL)
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

  @Test
  void packagesHaveNoCycles() {
    for (String room : List.of("infra", "etl", "jobs", "local")) {
      slices()
          .matching("io.quarterdeck." + room + ".(*)..")
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
        // Names such as ResourceManager are Azure's own.
        .haveNameNotMatching(".*(?<!Resource)Manager")
        .check(production);
  }
}
