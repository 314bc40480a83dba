package org.courant.feed;

import java.lang.ref.SoftReference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.courant.coding.Coding;
import org.jspecify.annotations.Nullable;

/// The bytes of one document: as they were written, or packed once in each coding for all who ask.
/// Arrays are handed out as they are, for speed: nobody may write to them.
public final class FeedDocument {
  private final Map<Coding, byte[]> copies;
  private final List<Coding> codings;
  private volatile SoftReference<byte[]> unpacked = new SoftReference<>(null);

  private FeedDocument(Map<Coding, byte[]> copies) {
    this.copies = copies;
    var bySize = new ArrayList<>(copies.keySet());
    bySize.remove(Coding.IDENTITY);
    bySize.sort(
        Comparator.comparingInt(coding -> Objects.requireNonNull(copies.get(coding)).length));
    bySize.add(Coding.IDENTITY);
    codings = List.copyOf(bySize);
  }

  /// As it was written, not packed yet.
  public static FeedDocument of(byte[] plain) {
    return new FeedDocument(new EnumMap<>(Map.of(Coding.IDENTITY, plain)));
  }

  /// As it was stored. Compressors differ between hosts, so every node serves the copies that were
  /// made first.
  static FeedDocument stored(Map<Coding, byte[]> copies) {
    if (!copies.containsKey(Coding.GZIP)) {
      throw new IllegalArgumentException("a stored document has a gzip copy, not " + copies);
    }
    return new FeedDocument(new EnumMap<>(copies));
  }

  /// Packed in every coding of this platform.
  public FeedDocument packed() {
    var plain = plain();
    Map<Coding, byte[]> made = new EnumMap<>(Coding.class);
    for (var coding : EnumSet.complementOf(EnumSet.of(Coding.IDENTITY))) {
      coding.pack(plain).ifPresent(copy -> made.put(coding, copy));
    }
    return stored(made);
  }

  /// The copies that are kept, without the document as it was written once there are others.
  Map<Coding, byte[]> copies() {
    return Collections.unmodifiableMap(copies);
  }

  /// The codings it can be served in, the smallest copy first and the document as it is last. Which
  /// coding packs best is another with each document.
  public List<Coding> codings() {
    return codings;
  }

  public Optional<byte[]> in(Coding coding) {
    return coding == Coding.IDENTITY
        ? Optional.of(plain())
        : Optional.ofNullable(copies.get(coding));
  }

  /// As it was written. Hardly anybody asks for it unpacked, so that it is kept only while there is
  /// memory to spare.
  public byte[] plain() {
    var written = copies.get(Coding.IDENTITY);
    if (written != null) {
      return written;
    }
    byte @Nullable [] held = unpacked.get();
    if (held == null) {
      held = Coding.unpackGzip(Objects.requireNonNull(copies.get(Coding.GZIP)));
      unpacked = new SoftReference<>(held);
    }
    return held;
  }
}
