package org.courant.push;

/// What is wrong with one field.
///
/// @param pointer where it stands in the request (RFC 6901), such as `#/title`
/// @param detail one sentence
record Fault(String pointer, String detail) {}
