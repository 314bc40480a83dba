package org.courant.feed;

/// A document as it is served to everybody.
///
/// @param slug of its feed
/// @param address where it stands now, which is also its `self` link
/// @param version of the feed, equal for equal documents
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record FeedTopic(
    String slug, String address, String contentType, String version, byte[] content) {}
