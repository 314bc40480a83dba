package org.courant.publication;

import java.time.Period;

/// Something a reader can subscribe to.
///
/// @param slug its name in addresses and list ids, unique
/// @param cadence the usual time between two issues; an article stays eligible for four of them
/// @param fromAddress mailbox its issues come from
/// @param maximum most articles shown in one issue; what is left waits for the next
/// @param minimum fewest articles that make an issue
public record Newsletter(
    String slug,
    String title,
    String description,
    Period cadence,
    String fromName,
    String fromAddress,
    int maximum,
    int minimum) {}
