package org.courant.smtp;

import java.time.Duration;

/// Why there is no connection to a relay now.
///
/// @param why in a few words that name the relay
/// @param rest how long it is no use to ask again, as far as is known
/// @param busy true when nothing is wrong: all connections that may be open are
public record Denial(String why, Duration rest, boolean busy) {}
