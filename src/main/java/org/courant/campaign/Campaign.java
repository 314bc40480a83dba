package org.courant.campaign;

import java.time.Duration;
import java.time.ZoneId;

/// A recurring digest.
///
/// @param cron in Quartz's syntax: seconds first, `?` for one of the two days
/// @param zone the zone its times are meant in
/// @param tolerance how late a run may start and still be sent
public record Campaign(
    String name, String newsletter, String cron, ZoneId zone, Duration tolerance) {}
