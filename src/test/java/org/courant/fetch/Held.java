package org.courant.fetch;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.concurrent.CountDownLatch;

/// A path that answers only once it is let, and then that nothing is there.
public final class Held implements LocalServer.Answer {
  public final CountDownLatch reached = new CountDownLatch(1);
  public final CountDownLatch released = new CountDownLatch(1);

  @Override
  public void to(HttpExchange exchange) throws IOException {
    reached.countDown();
    try {
      released.await();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    exchange.sendResponseHeaders(404, -1);
    exchange.close();
  }
}
