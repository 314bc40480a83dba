package org.courant.demo;

import java.util.List;
import java.util.Optional;
import org.courant.campaign.RunOutcome;
import org.courant.delivery.Equations.Equation;
import org.courant.source.PullReport;

/// What one run of the main job came to.
///
/// @param feeds how many feeds there are
/// @param campaign what became of the campaign; nothing while another server is at it
/// @param mailings every mailing of the installation with its recipients by state
/// @param mailed how many mails this run delivered
/// @param complete whether every part did what it should
record DemoReport(
    List<PullReport> pulls,
    int feeds,
    Optional<RunOutcome> campaign,
    List<Equation> mailings,
    long mailed,
    boolean complete) {}
