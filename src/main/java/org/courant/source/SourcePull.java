package org.courant.source;

/// A way to pull, for one kind of source. The module that knows how such a source is read
/// implements it; when to pull, and what follows from the end, is decided here.
public interface SourcePull {

  SourceKind kind();

  /// Reads the source and hands what it finds to the pull, without an open transaction.
  PullEnd read(Pull pull);
}
