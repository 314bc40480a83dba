package org.courant.fetch;

import java.net.URI;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/// One document to fetch.
///
/// @param address an absolute http or https address
/// @param internal whether private and loopback addresses may be reached
/// @param validators what the last answer was recognised by, or `Validators.NONE`
/// @param maximum the most bytes taken, counted after decompression
/// @param timeout the most time taken, from the first connection to the last byte, redirects
///   included
public record FetchRequest(
    URI address, boolean internal, Validators validators, DataSize maximum, Duration timeout) {

  public FetchRequest(URI address, boolean internal) {
    this(address, internal, Validators.NONE, DataSize.ofMegabytes(20), Duration.ofSeconds(30));
  }
}
