package org.courant.delivery;

import java.time.Instant;
import org.courant.message.MailingHeaders;

/// A mailing to be made.
///
/// @param name unique, shown to admins, such as `weekly-3`
/// @param list the newsletter's slug: what a reader leaves when they unsubscribe
/// @param usefulUntil when a message that still waits is given up
public record NewMailing(String name, String list, MailingHeaders headers, Instant usefulUntil) {}
