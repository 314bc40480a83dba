package org.courant.push;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The fields of one JSON object, read one by one: each that cannot be read is a fault of its own.
final class PushFields {
  private final JsonNode object;
  private final String pointer;
  private final List<Fault> faults;

  /// @param pointer of the object, such as `#` or `#/3`
  /// @param faults where to put them
  PushFields(JsonNode object, String pointer, List<Fault> faults) {
    this.object = object;
    this.pointer = pointer;
    this.faults = faults;
  }

  /// Text of at most so many characters; null when there is none.
  @Nullable String text(String name, int longest) {
    var value = value(name);
    return value == null ? null : text(value, name, longest);
  }

  private @Nullable String text(JsonNode value, String name, int longest) {
    if (!value.isString()) {
      fault(name, name + " is no text");
      return null;
    }
    var text = value.stringValue();
    if (text.length() > longest) {
      fault(
          name, "%s has %,d characters; %,d are the most".formatted(name, text.length(), longest));
      return null;
    }
    return text.isBlank() ? null : text;
  }

  /// As [#text], but a fault when there is none.
  @Nullable String required(String name, int longest) {
    int before = faults.size();
    var text = text(name, longest);
    if (text == null && faults.size() == before) {
      fault(name, name + " is missing");
      return null;
    }
    return text;
  }

  /// One text, or a list of them.
  List<String> texts(String name, int most, int longest) {
    var value = value(name);
    if (value == null) {
      return List.of();
    }
    if (value.isString()) {
      var text = text(value, name, longest);
      return text == null ? List.of() : List.of(text);
    }
    if (!value.isArray() || value.size() > most) {
      fault(name, "%s is no list of at most %d texts".formatted(name, most));
      return List.of();
    }
    var texts = new ArrayList<String>();
    for (int i = 0; i < value.size(); i++) {
      var text = text(value.get(i), name + "/" + i, longest);
      if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  boolean flag(String name) {
    var value = value(name);
    if (value != null && !value.isBoolean()) {
      fault(name, name + " is neither true nor false");
    }
    return value != null && value.isBoolean() && value.booleanValue();
  }

  /// RFC 3339; a time without a zone, or a day, is meant in UTC.
  @Nullable Instant instant(String name) {
    var text = text(name, 40);
    if (text == null) {
      return null;
    }
    try {
      return switch (text.length()) {
        case 10 -> LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        default ->
            text.matches(".*(Z|z|[+-]\\d\\d:\\d\\d)")
                ? OffsetDateTime.parse(text).toInstant()
                : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
      };
    } catch (DateTimeException _) {
      fault(
          name,
          "%s \"%s\" is no date; write it as 2026-11-23T08:00:00Z (RFC 3339)"
              .formatted(name, text));
      return null;
    }
  }

  /// An absolute address of the web.
  @Nullable String address(String name) {
    var text = text(name, 4000);
    if (text == null) {
      return null;
    }
    try {
      var address = URI.create(text.strip().replace(" ", "%20"));
      if (address.getHost() != null
          && String.valueOf(address.getScheme()).matches("(?i)https?")
          && address.getRawUserInfo() == null) {
        return address.toString();
      }
    } catch (IllegalArgumentException _) {
      // Told below.
    }
    fault(name, "%s \"%s\" is no address with http:// or https://".formatted(name, text));
    return null;
  }

  @Nullable String language(String name) {
    var text = text(name, 100);
    try {
      return text == null
          ? null
          : new Locale.Builder().setLanguageTag(text).build().toLanguageTag();
    } catch (IllformedLocaleException _) {
      fault(name, "%s \"%s\" is no language tag such as en or pt-BR".formatted(name, text));
      return null;
    }
  }

  /// The fields of an object within; null when there is none.
  @Nullable PushFields object(String name) {
    var value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isObject()) {
      fault(name, name + " is no object");
      return null;
    }
    return new PushFields(value, pointer + "/" + name, faults);
  }

  /// A list of objects; nothing when there is none.
  List<PushFields> objects(String name, int most) {
    var value = value(name);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray() || value.size() > most) {
      fault(name, "%s is no list of at most %d objects".formatted(name, most));
      return List.of();
    }
    var objects = new ArrayList<PushFields>();
    for (int i = 0; i < value.size(); i++) {
      var place = name + "/" + i;
      if (value.get(i).isObject()) {
        objects.add(new PushFields(value.get(i), pointer + "/" + place, faults));
      } else {
        fault(place, place + " is no object");
      }
    }
    return objects;
  }

  /// @param unit of what it is a count
  @Nullable Long count(String name, String unit) {
    var value = value(name);
    if (value == null) {
      return null;
    }
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      fault(name, name + " is no number of " + unit);
      return null;
    }
    return value.longValue();
  }

  /// Names every field that is none of these, so that nothing is lost in silence.
  void only(Set<String> known) {
    for (var name : object.propertyNames()) {
      if (!known.contains(name)) {
        var shown = name.length() > 60 ? name.substring(0, 60) + "…" : name;
        fault(shown.replace("~", "~0").replace("/", "~1"), shown + " is not a field of an article");
      }
    }
  }

  boolean has(String name) {
    return value(name) != null;
  }

  void fault(String name, String detail) {
    faults.add(new Fault(pointer + "/" + name, detail));
  }

  private @Nullable JsonNode value(String name) {
    var value = object.get(name);
    return value == null || value.isNull() ? null : value;
  }
}
