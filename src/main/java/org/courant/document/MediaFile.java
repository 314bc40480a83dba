package org.courant.document;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.courant.article.Enclosure;
import org.jspecify.annotations.Nullable;

/// A file of an article as documents name it.
///
/// @param type as its source says, else as its name ends; never empty, for RSS and JSON ask for one
/// @param length bytes, null when unknown
/// @param seconds how long it plays, null when unknown
record MediaFile(String address, String type, @Nullable Long length, @Nullable Long seconds) {
  private static final Pattern DOTTED =
      Pattern.compile("https?://([a-z0-9-]+\\.)+[a-z0-9][a-z0-9-]*(:\\d+)?(/.*)?");
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("m4a", "audio/mp4"),
          Map.entry("aac", "audio/aac"),
          Map.entry("ogg", "audio/ogg"),
          Map.entry("opus", "audio/ogg"),
          Map.entry("flac", "audio/flac"),
          Map.entry("wav", "audio/wav"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("m4v", "video/mp4"),
          Map.entry("webm", "video/webm"),
          Map.entry("mov", "video/quicktime"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("png", "image/png"),
          Map.entry("gif", "image/gif"),
          Map.entry("webp", "image/webp"),
          Map.entry("pdf", "application/pdf"),
          Map.entry("epub", "application/epub+zip"),
          Map.entry("zip", "application/zip"));

  static List<MediaFile> of(List<Enclosure> enclosures) {
    return enclosures.stream()
        .filter(enclosure -> Wording.isNamed(enclosure.url()))
        .map(MediaFile::of)
        .toList();
  }

  private static MediaFile of(Enclosure enclosure) {
    var type = enclosure.type() == null ? guessed(enclosure) : enclosure.type();
    return new MediaFile(
        Wording.address(enclosure.url()), type, enclosure.length(), enclosure.seconds());
  }

  private static String guessed(Enclosure enclosure) {
    var path = String.valueOf(enclosure.url().getRawPath());
    var ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return TYPES.getOrDefault(ending, "application/octet-stream");
  }

  /// The one that a reader may have when there can be one only: what is listened to or watched goes
  /// before pictures and papers. Strict readers fetch it from no host without a dot in its name.
  static Optional<MediaFile> first(List<MediaFile> files) {
    var fetched = files.stream().filter(file -> DOTTED.matcher(file.address).matches()).toList();
    return fetched.stream()
        .filter(MediaFile::plays)
        .findFirst()
        .or(() -> fetched.stream().findFirst());
  }

  private boolean plays() {
    return type.startsWith("audio/") || type.startsWith("video/");
  }
}
