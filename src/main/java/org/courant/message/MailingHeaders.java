package org.courant.message;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// What all messages of a mailing say about where they come from.
///
/// @param listTitle the newsletter's title, shown in List-Id (RFC 2919)
/// @param fromName the name in From
/// @param fromAddress the mailbox in From
/// @param replyTo the mailbox that answers go to, if not From's
/// @param archive the page that List-Archive names (RFC 2369): the issue in the browser
public record MailingHeaders(
    String listTitle, String fromName, String fromAddress, @Nullable String replyTo, URI archive) {}
