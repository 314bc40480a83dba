package org.courant.source;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One pull of one source: what it is to read, and where it puts what it finds.
public final class Pull {
  private static final int LARGEST_PART = 5;

  private final DeclaredSource source;
  private final SourceState known;
  private final boolean withdrawalsAllowed;
  private final Tally tally;
  private final ItemRecording recording;
  private final Instant now;
  private final Set<Instant> dates = new HashSet<>();

  Pull(
      DeclaredSource source,
      SourceState known,
      boolean withdrawalsAllowed,
      Tally tally,
      ItemRecording recording,
      Instant now) {
    this.source = source;
    this.known = known;
    this.withdrawalsAllowed = withdrawalsAllowed;
    this.tally = tally;
    this.recording = recording;
    this.now = now;
  }

  public DeclaredSource source() {
    return source;
  }

  /// Where it is pulled from: the declared address, or where that moved for good.
  public String address() {
    return known.move().address(source.address());
  }

  public Instant now() {
    return now;
  }

  /// Whether a person has allowed what was held.
  public boolean withdrawalsAllowed() {
    return withdrawalsAllowed;
  }

  /// When what was found says that it was published.
  Collection<Instant> dates() {
    return dates;
  }

  /// How long the document that was last read asks to be left alone.
  Optional<Duration> asked() {
    return Optional.ofNullable(known.rhythm().asked());
  }

  SourceState known() {
    return known;
  }

  /// Waits so long, between two steps of a walk; the end of the process ends that and the pull.
  public void pause(Duration time) {
    recording.stop().pause(time);
  }

  /// Whether the process ends, so that the source is not read to its end this time.
  boolean stopping() {
    return recording.stop().stopping();
  }

  /// Records one item. True when that is settled, false when another try with the same item may end
  /// otherwise. The end of the process ends the pull here, by an exception that nobody else
  /// catches.
  public boolean record(FoundItem found) {
    pause(Duration.ZERO);
    var item = found.item();
    var date = item.published() == null ? item.updated() : item.published();
    if (date != null) {
      dates.add(date);
    }
    return recording.record(found, this, tally);
  }

  /// Tells that the article at one link was found at another; to be told before it is recorded.
  public void moved(String from, FoundItem found) {
    recording.moved(from, found, this);
  }

  /// Withdraws the articles that the site showed last under these guids.
  public void withdraw(Collection<String> guids, String reason) {
    tally.withdrawn(recording.withdraw(source, guids, reason, now));
  }

  /// Why a person must allow a withdrawal first; empty when nobody must: a fifth of a source's
  /// articles goes by itself, and always one.
  ///
  /// @param missing names of what would go
  /// @param present how many articles the source shows
  /// @param fault what is wrong with them, such as `are not listed any more`
  public Optional<String> held(List<String> missing, int present, String fault) {
    var few = missing.size() <= 1 || missing.size() * LARGEST_PART <= present;
    return withdrawalsAllowed || few
        ? Optional.empty()
        : Optional.of(
            "%d of %d articles %s, such as %s; none is withdrawn until `courant pull %s --allow-withdrawals` says so"
                .formatted(missing.size(), present, fault, missing.getFirst(), source.name()));
  }

  /// Something a person should know.
  public void warn(String problem) {
    tally.warn(problem);
  }

  /// Something that is left out.
  public void refused(String problem) {
    tally.refused(problem);
  }
}
