package org.courant.message;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Whom one message of a mailing is for.
///
/// @param delivery the number of the reader's row, which bounces name
/// @param recipient the reader's opaque id
public record Addressee(
    long delivery, MailingId mailing, UUID recipient, String address, @Nullable String name) {}
