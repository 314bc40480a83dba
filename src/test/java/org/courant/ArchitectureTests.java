package org.courant;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import org.springframework.stereotype.Controller;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.RestController;

@AnalyzeClasses(packages = "org.courant", importOptions = DoNotIncludeTests.class)
class ArchitectureTests {

  @ArchTest
  static final ArchRule namesSayWhatTheThingIs =
      noClasses()
          .should()
          .haveNameMatching(".*(Impl|Manager|Helper|Util|Utils|Dto|Entity|Base|Service|Handler)");

  @ArchTest
  static final ArchRule modulesAreFlat =
      classes()
          .should()
          .resideInAPackage("org.courant")
          .orShould(
              com.tngtech.archunit.lang.conditions.ArchConditions.have(
                  DescribedPredicate.describe(
                      "a package directly below org.courant",
                      (JavaClass type) -> type.getPackageName().split("\\.").length == 3)));

  @ArchTest
  static final ArchRule controllersArePackagePrivate =
      classes()
          .that()
          .areAnnotatedWith(Controller.class)
          .or()
          .areAnnotatedWith(RestController.class)
          .should()
          .bePackagePrivate();

  @ArchTest
  static final ArchRule romeStaysBehindItsFence =
      noClasses()
          .that(DescribedPredicate.not(nameMatching("org\\.courant\\.(document|extract)\\.Rome.*")))
          .should()
          .dependOnClassesThat(resideInAnyPackage("com.rometools..", "org.jdom2.."));

  @ArchTest
  static final ArchRule quartzStaysBehindItsFence =
      noClasses()
          .that(DescribedPredicate.not(nameMatching("org\\.courant\\..*(Job|Triggers)(\\$.*)?")))
          .should()
          .dependOnClassesThat(resideInAnyPackage("org.quartz.."));

  @ArchTest
  static final ArchRule templatesAreRenderedInOnePlace =
      noClasses()
          .that(DescribedPredicate.not(nameMatching("org\\.courant\\.issue\\..*Render.*")))
          .should()
          .dependOnClassesThat(resideInAnyPackage("freemarker..", "ch.digitalfondue.mjml4j.."));

  @ArchTest
  static final ArchRule jakartaMailStaysBehindItsFence =
      noClasses()
          .that()
          .resideOutsideOfPackages(
              "org.courant.smtp", "org.courant.delivery", "org.courant.bounce", "org.courant.demo")
          .should()
          .dependOnClassesThat(resideInAnyPackage("jakarta.mail..", "org.eclipse.angus.."));

  @ArchTest
  static final ArchRule timeIsAnArgument =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now");

  @ArchTest
  static final ArchRule tablesAreNobodyElsesBusiness =
      methods()
          .that()
          .areDeclaredInClassesThat()
          .areAnnotatedWith(Repository.class)
          .and()
          .areAnnotatedWith(Transactional.class)
          .should()
          .notBePrivate();
}
