package org.courant.site;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Map;
import org.courant.publication.Publication;
import org.courant.publication.Section;
import org.courant.publication.Sections;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/// What the frame of a page needs, in every view.
@ControllerAdvice
class SharedModel {
  private final Publication publication;
  private final Map<String, String> sectionTitles;
  private final Dates dates;

  SharedModel(Publication publication, Sections sections) {
    this.publication = publication;
    this.sectionTitles =
        sections.active().stream().collect(toUnmodifiableMap(Section::slug, Section::title));
    this.dates = new Dates(publication.language(), publication.zone());
  }

  @ModelAttribute("publication")
  Publication publication() {
    return publication;
  }

  @ModelAttribute("sectionTitles")
  Map<String, String> sectionTitles() {
    return sectionTitles;
  }

  @ModelAttribute("dates")
  Dates dates() {
    return dates;
  }
}
