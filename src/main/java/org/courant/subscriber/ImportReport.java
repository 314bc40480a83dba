package org.courant.subscriber;

import java.util.List;

/// What taking in a file of readers came to, or would come to.
///
/// @param rows rows of the file, the header not counted
/// @param added readers who were not known before
/// @param joined readers, known before or not, who are new to the newsletter
/// @param unchanged readers who already get it
/// @param refused rows that were refused
/// @param unknownColumns columns of the file that mean nothing here
public record ImportReport(
    long rows, long added, long joined, long unchanged, long refused, List<String> unknownColumns) {
  public ImportReport {
    unknownColumns = List.copyOf(unknownColumns);
  }
}
