package org.courant.publication;

/// What a key derived from the installation's secret is for; no key serves two purposes.
public enum Purpose {
  /// The links in readers' mails.
  TOKENS,
  /// The keyed hash under which an address is remembered.
  ADDRESSES,
  /// The marks of slots in message templates.
  SLOTS,
  /// Message ids and envelope senders.
  MESSAGES,
  /// The encryption of what the hub's subscribers sign with.
  HUB,
  /// What hubs sign with that push to us.
  WEBSUB
}
