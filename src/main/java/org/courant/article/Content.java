package org.courant.article;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.courant.article.Tellings.Telling.Part;
import org.jspecify.annotations.Nullable;

/// What an article says, clean.
record Content(
    @Nullable URI url,
    String title,
    String summary,
    String html,
    String text,
    List<String> authors,
    List<String> sections,
    List<String> tags,
    @Nullable ArticleImage image,
    List<Enclosure> enclosures,
    String language,
    @Nullable String sponsor,
    @Nullable String correction) {

  /// Equal for equal content and date of publication, on every host.
  String hash(Instant published) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      put(out, url, title, summary, html, sponsor, correction, language, published);
      putAll(out, authors);
      putAll(out, sections);
      putAll(out, tags);
      put(out, image == null ? null : image.url(), image == null ? null : image.alt());
      // Nothing is put where there is none: what was recorded before files were known stays equal.
      for (var file : enclosures) {
        put(out, file.url(), file.type(), file.length());
        if (file.seconds() != null) {
          put(out, file.seconds());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(Identity.sha256().digest(bytes.toByteArray()));
  }

  private static void putAll(DataOutputStream out, List<String> values) throws IOException {
    out.writeInt(values.size());
    put(out, values.toArray());
  }

  private static void put(DataOutputStream out, @Nullable Object... values) throws IOException {
    for (var value : values) {
      var bytes = value == null ? null : value.toString().getBytes(StandardCharsets.UTF_8);
      out.writeInt(bytes == null ? -1 : bytes.length);
      out.write(bytes == null ? new byte[0] : bytes);
    }
  }

  /// What a recorded revision says.
  static Content of(Article article) {
    return new Content(
        article.url(),
        article.title(),
        article.summary(),
        article.html(),
        article.text(),
        article.authors(),
        article.sections(),
        article.tags(),
        article.image(),
        article.enclosures(),
        article.language(),
        article.sponsor(),
        article.correction() == null ? null : article.correction().note());
  }

  /// The same, with some parts as they were before.
  Content leaving(Set<Part> left, Content before) {
    return new Content(
        left.contains(Part.NAME) ? before.url : url,
        left.contains(Part.NAME) ? before.title : title,
        left.contains(Part.SUMMARY) ? before.summary : summary,
        left.contains(Part.BODY) ? before.html : html,
        left.contains(Part.BODY) ? before.text : text,
        left.contains(Part.AUTHORS) ? before.authors : authors,
        left.contains(Part.FILING) ? before.sections : sections,
        left.contains(Part.FILING) ? before.tags : tags,
        left.contains(Part.IMAGE) ? before.image : image,
        left.contains(Part.ENCLOSURES) ? before.enclosures : enclosures,
        left.contains(Part.LANGUAGE) ? before.language : language,
        left.contains(Part.SPONSOR) ? before.sponsor : sponsor,
        left.contains(Part.CORRECTION) ? before.correction : correction);
  }

  Content corrected(@Nullable String note) {
    return new Content(
        url,
        title,
        summary,
        html,
        text,
        authors,
        sections,
        tags,
        image,
        enclosures,
        language,
        sponsor,
        note);
  }

  /// Whether a reader would call it another text: not for markup, image, files, tags or address.
  boolean differsMaterially(Known known) {
    return !same(title, known.title())
        || !same(text, known.text())
        || !Objects.equals(sponsor, known.sponsor())
        || !Objects.equals(correction, known.correctionNote());
  }

  private static boolean same(String one, String other) {
    return Identity.normalised(one).equals(Identity.normalised(other));
  }
}
