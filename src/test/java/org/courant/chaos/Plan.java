package org.courant.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// What a run does. The moments and the misbehaviour of the sink follow from the seed.
///
/// @param crashes how often PostgreSQL crashes
/// @param paused whether a person pauses the mailing once
/// @param takes how long the sink takes over a message
/// @param patience how long the whole may take
record Plan(
    long seed,
    int readers,
    int kills,
    int crashes,
    boolean paused,
    Duration takes,
    Duration patience) {
  static final int WINDOW = 16;
  static final int CONNECTIONS = 4;

  private static final double EARLY = 0.4;

  /// In their order. Of two servers one is told to end in the middle; the other goes on alone.
  List<Moment> moments() {
    var random = new Random(seed);
    var moments = new ArrayList<Moment>();
    for (var i = 0; i < kills; i++) {
      moments.add(moment(random, Moment.Act.KILL, 0.02, 0.92));
    }
    for (var i = 0; i < crashes; i++) {
      moments.add(moment(random, Moment.Act.CRASH, 0.1, 0.8));
    }
    moments.add(moment(random, Moment.Act.TERMINATE, 0.45, 0.65));
    if (paused) {
      moments.add(moment(random, Moment.Act.PAUSE, 0.2, 0.4));
    }
    moments.sort(Comparator.comparingInt(Moment::received));
    return moments;
  }

  private Moment moment(Random random, Moment.Act act, double from, double to) {
    var received = (int) (readers * (from + random.nextDouble() * (to - from)));
    var places = Moment.At.values();
    return new Moment(received, places[random.nextInt(places.length)], act);
  }

  /// What is done to the message that the sink is offered as the n-th.
  Map<Integer, Mischief> mischiefs() {
    var random = new Random(seed + 1);
    var found = new HashMap<Integer, Mischief>();
    for (var mischief : Mischief.values()) {
      var among = (int) (readers * (mischief.early() ? EARLY : 1));
      for (var left = mischief.times(readers); left > 0; ) {
        left -= found.putIfAbsent(random.nextInt(among), mischief) == null ? 1 : 0;
      }
    }
    return found;
  }

  /// How many messages may be in doubt: a window for each connection of a killed server, and those
  /// that the sink took without a word.
  int doubtful() {
    var silent = 0;
    for (var mischief : Mischief.values()) {
      silent += mischief.leavesDoubt() ? mischief.times(readers) : 0;
    }
    return WINDOW * CONNECTIONS * kills + silent;
  }
}
