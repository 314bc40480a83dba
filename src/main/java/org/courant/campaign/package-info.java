/// What is scheduled: recurring digests, each with its cron expression and zone.
///
/// Quartz only wakes: its clustered store (tables `qrtz_*`) fires each missed time with its own
/// scheduled time, and [CampaignRun] decides by inserting the row of that campaign and time, which
/// only one node can. Every run gets an outcome and a reason; one beyond the campaign's tolerance
/// is MISSED, so a late scheduler sends nothing stale. What a kill left without an outcome is
/// completed when a server starts, before the next run, and every minute: an issue that it had
/// begun is finished within the tolerance, and given up beyond it.
///
/// - Tables: `campaign`, `campaign_run`, Quartz's own. Views and events: none.
/// - Settings: `campaigns`. Campaigns that vanish from it are retired, their runs stay.
/// - Commands: `campaigns`, `campaign run NAME`.
@org.springframework.modulith.ApplicationModule(
    allowedDependencies = {"publication", "database", "issue", "command"})
@org.jspecify.annotations.NullMarked
package org.courant.campaign;
