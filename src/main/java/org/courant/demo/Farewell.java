package org.courant.demo;

import java.io.PrintWriter;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;

/// The end of a demo that a person or a signal stops: the relay takes the mails that are on their
/// way, and a last line says what is kept.
final class Farewell implements Runnable {
  private final PrintWriter out;
  private final DemoFolder folder;
  private final AutoCloseable relay;
  private volatile boolean stopping;
  private volatile boolean done;

  Farewell(PrintWriter out, DemoFolder folder, AutoCloseable relay) {
    this.out = out;
    this.folder = folder;
    this.relay = relay;
  }

  void watch(ConfigurableApplicationContext context) {
    context.addApplicationListener((ApplicationListener<ContextClosedEvent>) _ -> stopping = true);
    SpringApplication.getShutdownHandlers().add(this);
  }

  /// True once the application is being closed under the feet of whoever still works with it.
  boolean stopping() {
    return stopping;
  }

  /// The demo has ended by itself; nothing more is to be said.
  void done() {
    done = true;
  }

  /// Runs when the application has been closed.
  @Override
  public void run() {
    if (done) {
      return;
    }
    try {
      relay.close();
    } catch (Exception e) {
      out.printf("%n  The relay did not close: %s%n", e.getMessage());
    }
    out.printf(
        "%n  Kept: articles, readers and mails in %s. The same command goes on from there; delete the folder to start"
            + " afresh.%n",
        folder.data());
    out.flush();
  }
}
