package org.courant.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.courant.CourantProcess;

/// The servers, and the supervisor that starts anew what ended by itself.
final class Fleet {
  private record Server(String place, CourantProcess process) {}

  private final Site site;
  private final Map<String, Server> running = new HashMap<>();
  private int started;
  private int killed;
  private int revived;

  Fleet(Site site) {
    this.site = site;
  }

  /// @param place the name of its data folder
  synchronized void start(String place) {
    var name = "%s%d.chaos.example".formatted(place, ++started);
    try {
      running.put(name, new Server(place, site.serve(place, name)));
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /// Kills a server and starts another in its place. False when it runs no more.
  synchronized boolean kill(String name) {
    var server = running.remove(name);
    if (server == null) {
      return false;
    }
    end(server);
    killed++;
    start(server.place());
    return true;
  }

  private static void end(Server server) {
    try {
      server.process().kill();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// Takes a server off the list, so that nobody starts it again; null when it runs no more.
  synchronized @org.jspecify.annotations.Nullable CourantProcess release(String name) {
    var server = running.remove(name);
    return server == null ? null : server.process();
  }

  /// Starts those anew that could not start, because their database was away.
  synchronized void revive() {
    for (var name : List.copyOf(running.keySet())) {
      var server = running.get(name);
      if (server != null && !server.process().runs()) {
        running.remove(name);
        revived++;
        start(server.place());
      }
    }
  }

  private synchronized List<Server> all() {
    return List.copyOf(running.values());
  }

  /// Waits until each of them serves.
  void ready() throws IOException, InterruptedException {
    for (var server : all()) {
      server.process().says("is served at");
    }
  }

  /// Ends them as a service manager does.
  void stop() throws IOException, InterruptedException {
    for (var server : all()) {
      server.process().stop();
    }
    discard();
  }

  /// Ends them whatever happened.
  synchronized void discard() {
    running.values().forEach(Fleet::end);
    running.clear();
  }

  synchronized int killed() {
    return killed;
  }

  /// How often a server was started again because it had ended by itself.
  synchronized int revived() {
    return revived;
  }
}
