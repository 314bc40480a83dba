package org.courant.message;

/// A message ready for a relay, with its envelope.
///
/// @param from the envelope's sender, which names the row (VERP)
/// @param to the reader's address in ASCII
@SuppressWarnings("ArrayRecordComponent") // handed from one line to the next, never compared
public record FilledMessage(String from, String to, byte[] bytes) {}
