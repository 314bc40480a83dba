package org.courant.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MoveTests {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final String OLD = "http://old.example/feed?a=1";
  private static final URI NEW = URI.create("https://new.example/feed");

  @Test
  void fromHttpToHttpsOfOneAddressIsBelievedAtOnce() {
    var move = Move.NONE.heard(URI.create("https://old.example/feed?a=1"), OLD, NOW);

    assertThat(move.address(OLD)).isEqualTo("https://old.example/feed?a=1");
    assertThat(move.news(Move.NONE)).contains("is pulled from there");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://old.example/other?a=1",
        "https://www.old.example/feed?a=1",
        "https://old.example/feed"
      })
  void anythingElseWaitsForSevenDays(String target) {
    var told = URI.create(target);
    var first = Move.NONE.heard(told, OLD, NOW);
    var sixth = first.heard(told, OLD, NOW.plus(Duration.ofDays(7)).minusSeconds(1));
    var seventh = sixth.heard(told, OLD, NOW.plus(Duration.ofDays(7)));

    assertThat(first.address(OLD)).isEqualTo(OLD);
    assertThat(sixth).isEqualTo(first);
    assertThat(sixth.news(first)).isNull();
    assertThat(seventh).isEqualTo(new Move(target, null, null));
  }

  @Test
  void anotherAnswerInBetweenStartsTheSevenDaysAnew() {
    var first = Move.NONE.heard(NEW, OLD, NOW);
    var back = first.heard(null, OLD, NOW.plus(Duration.ofDays(3)));
    var again = back.heard(NEW, OLD, NOW.plus(Duration.ofDays(4)));
    var other =
        first.heard(URI.create("https://third.example/"), OLD, NOW.plus(Duration.ofDays(8)));

    assertThat(back).isEqualTo(Move.NONE);
    assertThat(again.heard(NEW, OLD, NOW.plus(Duration.ofDays(8))).address(OLD)).isEqualTo(OLD);
    assertThat(other.address(OLD)).isEqualTo(OLD);
  }

  @Test
  void nobodyTalksASourceOutOfItsEncryption() {
    var safe = "https://old.example/feed";
    var told = URI.create("http://new.example/feed");
    var first = Move.NONE.heard(told, safe, NOW);

    assertThat(first).isEqualTo(Move.NONE);
    assertThat(first.heard(told, safe, NOW.plus(Duration.ofDays(30)))).isEqualTo(Move.NONE);
  }

  @Test
  void aSecondMoveIsBelievedLikeTheFirst() {
    var there = new Move("https://new.example/feed", null, null);
    var told = URI.create("https://third.example/feed");
    var heard = there.heard(told, OLD, NOW);

    assertThat(heard.address(OLD)).isEqualTo("https://new.example/feed");
    assertThat(heard.heard(told, OLD, NOW.plus(Duration.ofDays(7))).address(OLD))
        .isEqualTo("https://third.example/feed");
  }
}
