package org.courant.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.courant.CourantTest;
import org.courant.delivery.Mailings.NewMailing;
import org.courant.message.MailAddress;
import org.courant.message.MailingHeaders;
import org.courant.message.MailingId;
import org.courant.message.MailingRefused;
import org.courant.message.Samples;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;

@CourantTest
class MailingsTests extends Fixture {

  @Test
  void writesTheFrozenNumberOnceAndForEver() {
    var id = frozen(List.of("a@one.example", "b@one.example"));
    assertThat(mailings.progress(id).frozen()).isEqualTo(2);
    assertThatThrownBy(() -> mailings.freeze(id, clock.instant()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is frozen already");
    assertThatThrownBy(
            () ->
                jdbc.sql("update mailing set frozen = 3 where id = :id")
                    .param("id", id.value())
                    .update())
        .isInstanceOf(DataAccessException.class)
        .hasMessageContaining("is frozen with 2 recipients: that number never changes");
    assertThatThrownBy(() -> insert(id, "late@one.example", null))
        .hasMessageContaining("the recipients of a frozen mailing never change");
    assertThatThrownBy(() -> insert(new MailingId(new UUID(1, 1)), "nobody@one.example", null))
        .hasMessageContaining("there is no such mailing to add recipients to");
  }

  @Test
  void goesOnlyWhenEveryVariantHasItsTemplate() {
    var id = frozen(List.of("a@two.example"));
    assertThat(mailings.unrendered()).contains(id);
    assertThat(mailings.missingTemplates(id)).containsExactly(1);
    assertThatThrownBy(() -> mailings.release(id, clock.instant()))
        .hasMessageContaining("lacks the templates [1]");
    mailings.addTemplate(id, 1, Samples.rendered(marks.of(id, 1)));
    mailings.release(id, clock.instant());
    assertThat(mailings.progress(id).state()).isEqualTo(MailingState.SENDING);
    assertThat(mailings.unrendered()).doesNotContain(id);
    assertThatThrownBy(() -> mailings.addTemplate(id, 1, Samples.rendered(marks.of(id, 1))))
        .isInstanceOf(IllegalStateException.class);
    mailings.cancel(id, "the test is over", clock.instant());
  }

  @Test
  void finishesAMailingToNobodyAtOnce() {
    var id = frozen(List.of());
    mailings.release(id, clock.instant());
    assertThat(mailings.progress(id).state()).isEqualTo(MailingState.FINISHED);
    assertThat(mailings.progress(id).line()).endsWith(" frozen 0 = 0");
  }

  @Test
  void refusesASenderThatIsNoMailbox() {
    var headers = new MailingHeaders("T", "N", "not an address", null, Samples.HEADERS.archive());
    assertThatThrownBy(
            () -> mailings.create(new NewMailing(fresh("bad"), "weekly", headers, clock.instant())))
        .isInstanceOf(MailingRefused.class)
        .hasMessageContaining("The address \"not an address\"");
  }

  @Test
  void liftsNothingButAReadersOwnLeaving() {
    var key = keys.of(MailAddress.parse(fresh("back") + "@five.example"));
    var now = clock.instant();
    suppressions.suppress(key, "weekly", Suppressions.Reason.UNSUBSCRIBED, now);
    assertThat(suppressions.covers(key, "weekly")).isTrue();
    assertThat(suppressions.covers(key, "daily")).isFalse();
    assertThat(suppressions.lift(key, "weekly")).isTrue();
    suppressions.suppress(key, "weekly", Suppressions.Reason.COMPLAINT, now);
    assertThat(suppressions.lift(key, "weekly")).isFalse();
    suppressions.suppress(key, null, Suppressions.Reason.ERASED, now);
    assertThat(suppressions.covers(key, "daily")).isTrue();
  }
}
