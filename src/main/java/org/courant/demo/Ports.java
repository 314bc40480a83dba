package org.courant.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.courant.command.StartFailure;

/// Finds ports that nobody listens on.
final class Ports {
  private static final int STEPS = 100;

  private Ports() {}

  /// The first free port from `wanted` upwards.
  static int freeFrom(int wanted) {
    for (int port = wanted; port < wanted + STEPS; port++) {
      if (free(port)) {
        return port;
      }
    }
    throw new StartFailure(
        "The ports %d to %d are all in use: name a free one with --port."
            .formatted(wanted, wanted + STEPS - 1),
        null);
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
