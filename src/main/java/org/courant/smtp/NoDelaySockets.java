package org.courant.smtp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.ssl.SSLSocketFactory;

/// TLS sockets that do not hold small packets back: SMTP waits for an answer after almost every
/// packet, and Nagle's algorithm would add 40 ms to each.
final class NoDelaySockets extends SSLSocketFactory {
  private final SSLSocketFactory inner;

  NoDelaySockets(SSLSocketFactory inner) {
    this.inner = inner;
  }

  private static Socket prompt(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    return socket;
  }

  @Override
  public Socket createSocket() throws IOException {
    return prompt(inner.createSocket());
  }

  @Override
  public Socket createSocket(Socket under, String host, int port, boolean close)
      throws IOException {
    return prompt(inner.createSocket(under, host, port, close));
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return prompt(inner.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return prompt(inner.createSocket(host, port, local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return prompt(inner.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return prompt(inner.createSocket(host, port, local, localPort));
  }

  @Override
  public String[] getDefaultCipherSuites() {
    return inner.getDefaultCipherSuites();
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return inner.getSupportedCipherSuites();
  }

  /// Plain sockets of the same kind.
  static final class Plain extends javax.net.SocketFactory {
    private final javax.net.SocketFactory inner = javax.net.SocketFactory.getDefault();

    @Override
    public Socket createSocket() throws IOException {
      return prompt(inner.createSocket());
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
      return prompt(inner.createSocket(host, port));
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
        throws IOException {
      return prompt(inner.createSocket(host, port, local, localPort));
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
      return prompt(inner.createSocket(host, port));
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
        throws IOException {
      return prompt(inner.createSocket(host, port, local, localPort));
    }
  }
}
