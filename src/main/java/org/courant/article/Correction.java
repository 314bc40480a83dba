package org.courant.article;

import java.time.Instant;

/// What the publisher says was wrong, in plain text, and since when the ledger knows it.
public record Correction(String note, Instant at) {}
