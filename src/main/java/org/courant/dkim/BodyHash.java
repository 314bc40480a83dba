package org.courant.dkim;

import java.security.MessageDigest;

/// The hash of a body as the `relaxed` algorithm sees it (RFC 6376 section 3.4.4): runs of white
/// space are one space, none at the end of a line, no empty lines at the end. Bytes that stay as
/// they are go into the hash in place, so a body of quoted-printable text is hashed in a few long
/// pieces.
final class BodyHash {
  private static final byte[] SPACE = {' '};
  private static final byte[] LINE_END = {'\r', '\n'};

  private BodyHash() {}

  /// @param from where the body begins
  static byte[] of(byte[] message, int from) {
    var sha = Signatures.sha256();
    var end = lastText(message, from);
    if (end > from) {
      text(sha, message, from, end);
      sha.update(LINE_END);
    }
    return sha.digest();
  }

  /// Where the last line that is not empty ends, without its line end.
  private static int lastText(byte[] message, int from) {
    var end = message.length;
    while (end > from) {
      var last = message[end - 1];
      if (last == ' ' || last == '\t') {
        end--;
      } else if (last == '\n' && end - 2 >= from && message[end - 2] == '\r') {
        end -= 2;
      } else {
        return end;
      }
    }
    return end;
  }

  private static void text(MessageDigest sha, byte[] message, int from, int end) {
    var kept = from;
    var at = from;
    while (at < end) {
      if (message[at] != ' ' && message[at] != '\t') {
        at++;
        continue;
      }
      var run = at;
      while (message[at] == ' ' || message[at] == '\t') {
        at++; // the text does not end in white space
      }
      var lineEnds = message[at] == '\r' && at + 1 < end && message[at + 1] == '\n';
      if (!lineEnds && at == run + 1 && message[run] == ' ') {
        continue;
      }
      sha.update(message, kept, run - kept);
      if (!lineEnds) {
        sha.update(SPACE);
      }
      kept = at;
    }
    sha.update(message, kept, end - kept);
  }
}
