package org.courant.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.courant.command.StartFailure;

/// Finds ports that nobody listens on.
final class Ports {
  private static final int STEPS = 100;
  private static final int LAST = 65_535;

  private Ports() {}

  /// The first free port from `wanted` upwards; any free one for 0.
  static int freeFrom(int wanted) {
    if (wanted == 0) {
      return any();
    }
    int last = Math.min(wanted + STEPS - 1, LAST);
    for (int port = wanted; port <= last; port++) {
      if (free(port)) {
        return port;
      }
    }
    throw new StartFailure(
        "The ports %d to %d are all in use: name a free one with --port.".formatted(wanted, last),
        null);
  }

  private static int any() {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new StartFailure("No port is free: " + e.getMessage() + ".", e);
    }
  }

  /// Both on the loopback interface and on all of them: a program may listen on either.
  private static boolean free(int port) {
    return bindable(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
        && bindable(new InetSocketAddress(port));
  }

  private static boolean bindable(InetSocketAddress address) {
    try (var socket = new ServerSocket()) {
      socket.bind(address);
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
