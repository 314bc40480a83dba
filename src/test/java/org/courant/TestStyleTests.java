package org.courant;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.OnlyIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;

@AnalyzeClasses(packages = "org.courant", importOptions = OnlyIncludeTests.class)
class TestStyleTests {

  @ArchTest
  static final ArchRule fakesAreReal =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.mockito..", "org.easymock..", "org.springframework.test.context.bean..");

  @ArchTest
  static final ArchRule assertionsReadAlike =
      noClasses()
          .should()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.junit.jupiter.api.Assertions")
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("org.hamcrest..", "org.junit");

  @ArchTest
  static final ArchRule timeIsSet =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class);

  @ArchTest
  static final ArchRule testsAreNamedAlike =
      classes()
          .that()
          .containAnyMethodsThat(
              com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith(
                  Test.class))
          .should()
          .haveSimpleNameEndingWith("Tests")
          .andShould()
          .bePackagePrivate();

  @ArchTest
  static final ArchRule noTestIsPutOff = noClasses().should().beAnnotatedWith(Disabled.class);
}
