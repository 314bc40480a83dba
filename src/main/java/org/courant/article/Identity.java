package org.courant.article;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The names under which an item may be known within its site, strongest first.
record Identity(@Nullable String guid, List<Alias> aliases) {
  /// In the order in which they are believed.
  enum Kind {
    GUID,
    /// A guid that is an address, without scheme and host.
    GUID_PATH,
    LINK,
    /// Believed only when something else about the article agrees.
    LINK_PATH,
    /// Given only to an item that has neither guid nor link.
    TITLE_DATE
  }

  record Alias(Kind kind, String value) {
    Alias {
      // Longer values would not fit into the index.
      value = value.length() > 1000 ? "sha256:" + hash(value) : value;
    }
  }

  private static final URI NOWHERE = URI.create("http://nowhere.invalid/");

  static Identity of(
      @Nullable String guid, @Nullable URI url, String title, @Nullable Instant published) {
    var own = guid == null ? "" : Characters.scrub(guid).strip();
    var aliases = new ArrayList<Alias>();
    if (!own.isEmpty()) {
      aliases.add(new Alias(Kind.GUID, own));
      add(aliases, Kind.GUID_PATH, guidPath(own));
    }
    if (url != null) {
      add(aliases, Kind.LINK, WebAddress.canonical(url));
      add(aliases, Kind.LINK_PATH, WebAddress.pathAndQuery(url));
    }
    aliases.add(new Alias(Kind.TITLE_DATE, normalised(title) + "\n" + day(published)));
    return new Identity(own.isEmpty() ? null : own, List.copyOf(aliases));
  }

  private static void add(List<Alias> aliases, Kind kind, @Nullable String value) {
    if (value != null) {
      aliases.add(new Alias(kind, value));
    }
  }

  private static @Nullable String guidPath(String guid) {
    if (!guid.regionMatches(true, 0, "http", 0, 4)) {
      return null;
    }
    var address = WebAddress.resolve(guid, NOWHERE);
    return address == null ? null : WebAddress.pathAndQuery(address);
  }

  private static String day(@Nullable Instant published) {
    return published == null
        ? "undated"
        : LocalDate.ofInstant(published, ZoneOffset.UTC).toString();
  }

  /// A title without differences that are none.
  static String normalised(String text) {
    return Characters.oneLine(Normalizer.normalize(text, Normalizer.Form.NFC))
        .toLowerCase(Locale.ROOT);
  }

  /// Whether the item has neither guid nor link.
  boolean nameless() {
    return aliases.size() == 1;
  }

  /// What is written down for an article of this identity: title and date name nothing that has a
  /// better name.
  List<Alias> lasting() {
    return nameless()
        ? aliases
        : aliases.stream().filter(alias -> alias.kind() != Kind.TITLE_DATE).toList();
  }

  /// The permanent URI (RFC 4151). It is derived and not counted, so that a rebuilt database gives
  /// the same one; a guid that is an address counts without its host, so that it survives a move
  /// before the rebuild.
  String uri(String tagAuthority, String site) {
    var first = aliases.getFirst();
    var name =
        aliases.size() > 1 && aliases.get(1).kind() == Kind.GUID_PATH ? aliases.get(1) : first;
    var seed = site + "\n" + name.kind() + "\n" + name.value();
    return "tag:" + tagAuthority + ":article/" + hash(seed).substring(0, 32);
  }

  private static String hash(String text) {
    return HexFormat.of().formatHex(sha256().digest(text.getBytes(UTF_8)));
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This JDK has no SHA-256", e);
    }
  }
}
