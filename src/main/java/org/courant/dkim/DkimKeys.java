package org.courant.dkim;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// The keys of the settings, read and proved once at the start.
@Component
class DkimKeys {
  private final List<DkimKey> keys;

  @Autowired
  DkimKeys(DkimSettings settings, Clock clock) {
    this(settings, clock.instant());
  }

  DkimKeys(DkimSettings settings, Instant now) {
    this.keys =
        settings.dkim().stream().map(k -> DkimKey.proved(k, KeyFile.read(k.keyFile()))).toList();
    check(LocalDate.ofInstant(now, ZoneOffset.UTC));
  }

  List<DkimKey> all() {
    return keys;
  }

  /// The keys that sign mail from this domain now: those of the nearest domain that has any.
  List<DkimKey> of(String sender, Instant now) {
    var nearest =
        keys.stream()
            .filter(key -> key.covers(sender))
            .map(DkimKey::domain)
            .max(Comparator.comparingInt(String::length));
    return nearest.isEmpty()
        ? List.of()
        : keys.stream().filter(k -> k.domain().equals(nearest.get()) && k.signsAt(now)).toList();
  }

  private void check(LocalDate today) {
    var names = new HashSet<String>();
    for (var key : keys) {
      if (!names.add(key.recordName())) {
        throw new IllegalArgumentException(
            "Setting dkim: %s stands there twice; a record holds one key, so give the second a selector of its own."
                .formatted(key.recordName()));
      }
    }
    keys.stream().map(DkimKey::domain).distinct().forEach(domain -> covered(domain, today));
  }

  /// From today on an RSA key signs at every moment: many receivers verify nothing else yet (RFC
  /// 8463 section 5), and unsigned mail of a domain with a DMARC policy is refused.
  private void covered(String domain, LocalDate today) {
    Optional<LocalDate> day = Optional.of(today);
    while (day.isPresent()) {
      var at = day.get();
      var instant = at.atStartOfDay(ZoneOffset.UTC).toInstant();
      var signing =
          keys.stream()
              .filter(k -> k.domain().equals(domain) && k.kind() == KeyKind.RSA)
              .filter(k -> k.signsAt(instant))
              .map(k -> Optional.ofNullable(k.until()))
              .max(Comparator.comparing(until -> until.orElse(LocalDate.MAX)));
      if (signing.isEmpty()) {
        throw new IllegalArgumentException(
            "Setting dkim: no RSA key of %s signs from %s on; add one, or let an older one sign for longer."
                .formatted(domain, at));
      }
      day = signing.get();
    }
  }
}
