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
import org.courant.cleaning.Characters;
import org.courant.cleaning.WebAddress;
import org.jspecify.annotations.Nullable;

/// The names under which an item may be known within its site, strongest first.
///
/// @param linkShared whether the link belongs to several items, so that it names none of them
record Identity(@Nullable String guid, List<Alias> aliases, boolean linkShared) {
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

  static final URI NOWHERE = URI.create("http://nowhere.invalid/");

  static Identity of(IncomingArticle item) {
    var guid = item.guid();
    var url = Cleaning.url(item);
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
    aliases.add(
        new Alias(
            Kind.TITLE_DATE, normalised(Cleaning.title(item)) + "\n" + day(item.published())));
    return new Identity(own.isEmpty() ? null : own, List.copyOf(aliases), item.linkShared());
  }

  /// Of the site's own id alone.
  static Identity of(String guid) {
    var own = Characters.scrub(guid).strip();
    return new Identity(own, List.of(new Alias(Kind.GUID, own)), false);
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

  /// Whether the item has neither guid nor a link of its own.
  boolean nameless() {
    return aliases.stream().noneMatch(this::names);
  }

  private boolean names(Alias alias) {
    return switch (alias.kind()) {
      case GUID, GUID_PATH -> true;
      case LINK, LINK_PATH -> !linkShared;
      case TITLE_DATE -> false;
    };
  }

  /// What is written down for an article of this identity: title and date name nothing that has a
  /// better name.
  List<Alias> lasting() {
    return nameless()
        ? aliases.subList(aliases.size() - 1, aliases.size())
        : aliases.stream().filter(this::names).toList();
  }

  /// The permanent URI (RFC 4151). It is derived and not counted, so that a rebuilt database gives
  /// the same one; a guid that is an address counts without its host, so that it survives a move
  /// before the rebuild.
  String uri(String tagAuthority, String site) {
    var names = lasting();
    var name =
        names.size() > 1 && names.get(1).kind() == Kind.GUID_PATH ? names.get(1) : names.getFirst();
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
