package org.courant.publication;

import java.util.List;

/// A part of the publication that readers choose as a topic.
///
/// @param slug its name in addresses, unique
/// @param aliases other names under which sources file the same section
/// @param sensitive whether its articles' titles are kept out of subjects and preheaders
public record Section(String slug, String title, List<String> aliases, boolean sensitive) {}
