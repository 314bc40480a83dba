package org.courant.delivery;

import java.time.Duration;
import java.util.UUID;
import org.courant.delivery.Mailings.NewMailing;
import org.courant.message.MailingId;
import org.courant.message.Samples;
import org.springframework.beans.factory.annotation.Autowired;

/// Standing mailings, in what their tests speak.
class StandingFixture extends Fixture {
  @Autowired StandingMailings standing;
  final String domain = fresh("single") + ".example";

  java.time.Instant now() {
    return clock.instant();
  }

  void set(MailingId id, String what) {
    jdbc.sql("update mailing set " + what + " where id = :id").param("id", id.value()).update();
  }

  MailingId standing() {
    var id =
        standing.open(
            new NewMailing(fresh("confirmations"), "confirmations", Samples.HEADERS, now()), now());
    mailings.addTemplate(id, 1, Samples.rendered(marks.of(id, 1)));
    mailings.release(id, now());
    return id;
  }

  void add(MailingId id, String name) {
    standing.add(id, mail(UUID.randomUUID(), name), now());
  }

  StandingMailings.Single mail(UUID reader, String name) {
    return mail(reader, name, Duration.ofDays(1));
  }

  StandingMailings.Single mail(UUID reader, String name, Duration useful) {
    return new StandingMailings.Single(reader, name + "@" + domain, 1, name, now().plus(useful));
  }
}
