package org.courant.source;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// One pull of one source: what it is to read, and where it puts what it finds.
public final class Pull {
  private final DeclaredSource source;
  private final Sources.Source known;
  private final boolean withdrawalsAllowed;
  private final Tally tally;
  private final ItemRecording recording;
  private final Instant now;

  Pull(
      DeclaredSource source,
      Sources.Source known,
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

  public Instant now() {
    return now;
  }

  /// Whether a person has allowed what was held.
  public boolean withdrawalsAllowed() {
    return withdrawalsAllowed;
  }

  Sources.Source known() {
    return known;
  }

  /// Records one item. True when that is settled, false when another try with the same item may end
  /// otherwise.
  public boolean record(FoundItem found) {
    return recording.record(found, this, tally);
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
    return Withdrawals.held(source, missing, present, fault, withdrawalsAllowed);
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
