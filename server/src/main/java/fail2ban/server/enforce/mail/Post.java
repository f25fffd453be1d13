package fail2ban.server.enforce.mail;

import fail2ban.engine.action.Mail;
import fail2ban.engine.action.MailServer;
import fail2ban.engine.action.MailServer.Login;
import fail2ban.engine.action.MailServer.Security;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import javax.net.SocketFactory;
import org.eclipse.angus.mail.smtp.SMTPMessage;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;

/** Gives mails to their servers. Safe on any number of threads at once. */
final class Post {

  /** What became of a mail. */
  sealed interface Delivery {

    /**
     * @param refused recipients whom the server would not take it for, though for others
     */
    record Accepted(List<String> refused) implements Delivery {
      public Accepted {
        refused = List.copyOf(refused);
      }
    }

    record Refused(String reason) implements Delivery {}
  }

  private final InstantSource clock;

  Post(InstantSource clock) {
    this.clock = clock;
  }

  /** Waits until the server has taken it or the time is over. */
  Delivery send(Mail mail, Duration time) {
    SocketFactory sockets = SocketFactory.getDefault();
    try (var deadline = new Deadline(sockets, time)) {
      Delivery delivery = send(mail, settings(mail, time, deadline));
      return delivery instanceof Delivery.Refused && deadline.isOver()
          ? new Delivery.Refused("no end after " + time.toSeconds() + " seconds")
          : delivery;
    }
  }

  private Delivery send(Mail mail, Properties settings) {
    Session session = Session.getInstance(settings);
    MailServer server = mail.server();
    var name = new URLName("smtp", server.host(), server.port(), null, null, null);
    try (var transport = new SMTPTransport(session, name)) {
      Optional<Login> login = server.login();
      transport.connect(
          server.host(),
          server.port(),
          login.map(Login::user).orElse(null),
          login.map(Login::password).orElse(null));
      var message =
          new SMTPMessage(session, new ByteArrayInputStream(MailMessage.of(mail, clock.instant())));
      message.setEnvelopeFrom(mail.sender());
      transport.sendMessage(message, addresses(mail));
      return new Delivery.Accepted(List.of());
    } catch (SendFailedException e) {
      return delivery(e);
    } catch (MessagingException e) {
      return new Delivery.Refused(reason(e));
    }
  }

  private static Properties settings(Mail mail, Duration time, Deadline sockets) {
    MailServer server = mail.server();
    var settings = new Properties();
    String wait = Long.toString(time.toMillis());
    set(settings, "connectiontimeout", wait);
    set(settings, "timeout", wait);
    set(settings, "quitwait", false);
    set(settings, "localhost", mail.ownName());
    set(settings, "sendpartial", true);
    set(settings, "auth", server.login().isPresent());
    set(settings, "auth.mechanisms", "PLAIN LOGIN");
    set(settings, "ssl.enable", server.security() == Security.IMPLICIT);
    set(settings, "starttls.enable", server.security() == Security.STARTTLS);
    set(settings, "starttls.required", server.security() == Security.STARTTLS);
    set(settings, "ssl.checkserveridentity", server.verified());
    if (!server.verified()) {
      set(settings, "ssl.trust", "*");
    }
    settings.put("mail.smtp.socketFactory", sockets);
    set(settings, "socketFactory.fallback", false);
    return settings;
  }

  private static void set(Properties settings, String name, Object value) {
    settings.setProperty("mail.smtp." + name, value.toString());
  }

  private static Address[] addresses(Mail mail) {
    return mail.recipients().stream().map(Post::address).toArray(Address[]::new);
  }

  /** As it stands: a local name is an address, too. */
  private static Address address(String text) {
    var address = new InternetAddress();
    address.setAddress(text);
    return address;
  }

  private static Delivery delivery(SendFailedException failure) {
    Address[] sent = failure.getValidSentAddresses();
    return sent == null || sent.length == 0
        ? new Delivery.Refused(reason(failure))
        : new Delivery.Accepted(
            Arrays.stream(failure.getInvalidAddresses()).map(Address::toString).toList());
  }

  /** All that the library says of it, in one line. */
  private static String reason(MessagingException failure) {
    var parts = new ArrayList<String>();
    Optional<Throwable> next = Optional.of(failure);
    while (next.isPresent()) {
      Throwable part = next.get();
      parts.add(Optional.ofNullable(part.getMessage()).orElseGet(part::toString));
      next = Optional.ofNullable(following(part));
    }
    return parts.stream()
        .flatMap(String::lines)
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .distinct()
        .collect(Collectors.joining("; "));
  }

  private static @Nullable Throwable following(Throwable part) {
    return part instanceof MessagingException chained && chained.getNextException() != null
        ? chained.getNextException()
        : part.getCause();
  }
}
