package org.courant.hub;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.courant.hub.Call.Outcome;
import org.courant.hub.Call.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// Makes the calls that are due, many at a time. Any number of nodes may do so at once.
@Component
class HubWork {
  private static final Logger log = LoggerFactory.getLogger(HubWork.class);

  private static final int CALLS = 32;
  private static final int CALLS_PER_HOST = 4;

  /// Twice what the slowest call may take.
  private static final Duration LEASE = Duration.ofMinutes(1);

  private final HubUpkeep upkeep;
  private final Courier courier;
  private final Settlement settlement;
  private final Clock clock;
  private final Semaphore free = new Semaphore(CALLS);
  private final Semaphore ended = new Semaphore(0);

  HubWork(HubUpkeep upkeep, Courier courier, Settlement settlement, Clock clock) {
    this.upkeep = upkeep;
    this.courier = courier;
    this.settlement = settlement;
    this.clock = clock;
  }

  /// Begins what is due and there is room for; for one caller at a time. Returns how many it began.
  int round(Instant now) {
    int room = free.drainPermits();
    List<Call> calls = List.of();
    try {
      calls = room == 0 ? calls : upkeep.take(room, CALLS_PER_HOST, now, LEASE);
    } finally {
      free.release(room - calls.size());
    }
    for (var call : calls) {
      Thread.ofVirtual().name("hub-call").start(() -> run(call));
    }
    return calls.size();
  }

  private void run(Call call) {
    try {
      settlement.settle(call, made(call), clock.instant());
    } catch (RuntimeException fault) {
      // Its lease ends, and another try is made.
      log.error("Hub call {} could not be settled", call.id(), fault);
    } finally {
      free.release();
      ended.release();
    }
  }

  private Outcome made(Call call) {
    try {
      return courier.make(call);
    } catch (RuntimeException fault) {
      log.error("Hub call {} ({}) failed", call.id(), call.kind(), fault);
      return new Outcome(State.FAILED, null, "could not be made: " + fault.getMessage(), 0);
    }
  }

  /// Waits until a call has ended, but no longer than this.
  void await(Duration most) throws InterruptedException {
    if (ended.tryAcquire(most.toMillis(), TimeUnit.MILLISECONDS)) {
      ended.drainPermits();
    }
  }

  boolean idle() {
    return free.availablePermits() == CALLS;
  }
}
