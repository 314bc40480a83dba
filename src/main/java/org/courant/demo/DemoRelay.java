package org.courant.demo;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// An SMTP server that accepts a mail once it is in the folder.
final class DemoRelay implements AutoCloseable {
  private final GreenMail server;

  /// Listens on a port that the system chooses, so that no other program's mail comes here by
  /// habit.
  DemoRelay(MailFolder folder) {
    var setup = new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
    setup.setServerStartupTimeout(30_000);
    server = new GreenMail(setup);
    server
        .getUserManager()
        .setMessageDeliveryHandler((message, recipient) -> delivered(message, recipient, folder));
    server.start();
  }

  int port() {
    return server.getSmtp().getPort();
  }

  private static GreenMailUser delivered(
      MovingMessage message, MailAddress recipient, MailFolder folder) throws MessagingException {
    var bytes = new ByteArrayOutputStream();
    try {
      message.getMessage().writeTo(bytes);
      folder.keep(recipient.getEmail(), bytes.toByteArray());
    } catch (IOException e) {
      throw new MessagingException("the mail could not be kept: " + e.getMessage(), e);
    }
    return new Reader(recipient.getEmail());
  }

  @Override
  public void close() {
    server.stop();
  }

  /// A reader whose mail is on disk already, so memory keeps none of it.
  private record Reader(String address) implements GreenMailUser {
    @Override
    public String getEmail() {
      return address;
    }

    @Override
    public String getLogin() {
      return address;
    }

    @Override
    public void deliver(MovingMessage message) {}

    @Override
    public void deliver(MimeMessage message) {}

    @Override
    public void create() {}

    @Override
    public void delete() {}

    @Override
    public String getPassword() {
      return address;
    }

    @Override
    public void setPassword(String password) {
      throw new UnsupportedOperationException("a demo reader has no password");
    }

    @Override
    public void authenticate(String password) {}

    @Override
    public String getQualifiedMailboxName() {
      return address;
    }
  }
}
