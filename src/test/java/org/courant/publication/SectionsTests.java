package org.courant.publication;

import static org.assertj.core.api.Assertions.assertThat;

import org.courant.CourantTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@CourantTest
class SectionsTests {
  @Autowired private Sections sections;

  @Test
  void findsASectionBySlugTitleOrAliasInAnyCase() {
    assertThat(sections.named("STUDIES")).map(Section::slug).contains("research");
    assertThat(sections.named(" Pregnancy ")).map(Section::slug).contains("pregnancy");
    assertThat(sections.named("knitting")).isEmpty();
  }
}
