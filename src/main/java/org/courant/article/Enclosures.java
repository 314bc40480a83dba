package org.courant.article;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.courant.article.IncomingArticle.NamedFile;
import org.courant.cleaning.WebAddress;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The files of foreign items, cleaned, and of revisions, as one column holds them.
final class Enclosures {
  private static final int MOST = 10;

  /// What lies beyond is no file: a terabyte.
  private static final long LONGEST = 1_000_000_000_000L;

  /// What podcasts can write: a hundred hours.
  private static final long LONGEST_TIME = 100L * 60 * 60 - 1;

  /// RFC 6838, section 4.2.
  private static final Pattern TYPE =
      Pattern.compile("[a-z0-9][a-z0-9!#$&^_.+-]{0,63}/[a-z0-9][a-z0-9!#$&^_.+-]{0,63}");

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final TypeReference<List<Enclosure>> LIST = new TypeReference<>() {};

  private Enclosures() {}

  /// The first ten that have an address of the web, each address once. A type, a length or a time
  /// that can be none counts as not said.
  static List<Enclosure> clean(IncomingArticle item) {
    var files = new LinkedHashMap<String, Enclosure>();
    for (var file : item.enclosures()) {
      var address = WebAddress.resolve(file.url(), item.base());
      if (address != null && files.size() < MOST) {
        var enclosure =
            new Enclosure(
                address,
                type(file),
                within(file.length(), LONGEST),
                within(file.seconds(), LONGEST_TIME));
        files.putIfAbsent(address.toString(), enclosure);
      }
    }
    return List.copyOf(files.values());
  }

  private static @Nullable String type(NamedFile file) {
    if (file.type() == null) {
      return null;
    }
    var type = file.type().split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return TYPE.matcher(type).matches() ? type : null;
  }

  /// Zero is how RSS writes a length that is not known.
  private static @Nullable Long within(@Nullable Long told, long most) {
    return told == null || told <= 0 || told > most ? null : told;
  }

  static String written(List<Enclosure> enclosures) {
    return JSON.writeValueAsString(enclosures);
  }

  /// Most articles have none, and feeds read thousands of them.
  static List<Enclosure> read(String written) {
    return written.equals("[]") ? List.of() : JSON.readValue(written, LIST);
  }
}
