package org.courant.document;

import java.util.Optional;

/// An article as one kind of document shows it.
///
/// @param refusal why no document may hold it
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record Entry(byte[] bytes, Optional<String> refusal) {}
