package org.courant.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/// The sockets of one connection. Angus Mail asks for them here, connects, secures and signs in;
/// what is written afterwards goes to the socket that talks in as few packets as it can.
///
/// Nagle's algorithm is off on our side, but it is on at many relays: commands that arrive in
/// several packets are answered in several, and the second answer waits until our system
/// acknowledges the first, which takes it 40 ms. Commands that arrive together are answered
/// together.
final class RelaySockets {
  private @Nullable Socket under;
  private @Nullable Socket talking;
  private volatile long writingSince;

  /// Writes all of it. When this throws, the last byte has not left: the system takes bytes in
  /// their order, and says how many it took.
  void write(byte[] bytes) throws IOException {
    var socket = talking;
    if (socket == null) {
      throw new IOException("there is no connection");
    }
    writingSince = Math.max(1, System.nanoTime());
    try {
      socket.getOutputStream().write(bytes);
    } finally {
      writingSince = 0;
    }
  }

  /// Ends a write that has lasted too long: the other side takes nothing any more. A TLS socket
  /// would first say good-bye, which is what cannot be written.
  void endWriteAfter(long nanos) {
    var since = writingSince;
    var socket = under;
    if (since == 0 || System.nanoTime() - since < nanos || socket == null) {
      return;
    }
    try {
      socket.close();
    } catch (IOException _) {
      // The write ends all the same.
    }
  }

  private Socket plainly(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    under = socket;
    talking = socket;
    return socket;
  }

  private Socket securely(Socket over, Socket plain) throws IOException {
    plain.setTcpNoDelay(true);
    under = plain;
    talking = over;
    return over;
  }

  /// For connections that begin in the clear.
  SocketFactory plain() {
    return new Plain();
  }

  /// For TLS, which is always laid over a connection that stands: at once or by STARTTLS.
  ///
  /// @param trusting knows whose certificates are good
  SSLSocketFactory tls(SSLSocketFactory trusting) {
    return new Secure(trusting);
  }

  private static UnsupportedOperationException notAsked() {
    return new UnsupportedOperationException("Angus Mail connects its sockets itself.");
  }

  private final class Plain extends SocketFactory {
    @Override
    public Socket createSocket() throws IOException {
      return plainly(SocketFactory.getDefault().createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw notAsked();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
      throw notAsked();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw notAsked();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
      throw notAsked();
    }
  }

  private final class Secure extends SSLSocketFactory {
    private final SSLSocketFactory trusting;

    Secure(SSLSocketFactory trusting) {
      this.trusting = trusting;
    }

    @Override
    public Socket createSocket(Socket plain, String host, int port, boolean close)
        throws IOException {
      return securely(trusting.createSocket(plain, host, port, close), plain);
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw notAsked();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
      throw notAsked();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw notAsked();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
      throw notAsked();
    }

    @Override
    public String[] getDefaultCipherSuites() {
      return trusting.getDefaultCipherSuites();
    }

    @Override
    public String[] getSupportedCipherSuites() {
      return trusting.getSupportedCipherSuites();
    }
  }
}
