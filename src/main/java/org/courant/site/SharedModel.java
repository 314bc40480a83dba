package org.courant.site;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.CRC32;
import org.courant.publication.Publication;
import org.courant.publication.Section;
import org.courant.publication.Sections;
import org.springframework.core.io.ClassPathResource;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/// What the frame of a page needs, in every view.
@ControllerAdvice
class SharedModel {
  private final Publication publication;
  private final Map<String, String> sectionTitles;
  private final Dates dates;
  private final String style;
  private final String copyScript;

  SharedModel(Publication publication, Sections sections) {
    this.publication = publication;
    this.sectionTitles =
        sections.active().stream().collect(toUnmodifiableMap(Section::slug, Section::title));
    this.dates = new Dates(publication.language(), publication.zone());
    this.style = address("courant.css");
    this.copyScript = address("copy.js");
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

  /// The style sheet's address: another one for other content, so that no cache mixes two versions.
  @ModelAttribute("style")
  String style() {
    return style;
  }

  /// The address of the script that makes copy buttons work.
  @ModelAttribute("copyScript")
  String copyScript() {
    return copyScript;
  }

  private static String address(String file) {
    return "/" + file + "?v=" + hash(new ClassPathResource("static/" + file));
  }

  private static String hash(ClassPathResource file) {
    var crc = new CRC32();
    try {
      crc.update(file.getContentAsByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(file.getPath() + " cannot be read", e);
    }
    return Long.toHexString(crc.getValue());
  }
}
