package fail2ban.conformance.mail;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/**
 * A mail server that keeps what it is given. It takes any login whose password is {@code secret},
 * and no mail for recipients that begin with {@code refused}.
 */
final class SmtpSink implements AutoCloseable {

  /** How it treats those who come. */
  enum Manner {
    PLAIN,

    /** Offers STARTTLS, and logins only after it. */
    STARTTLS,

    /** Speaks TLS from the first byte. */
    IMPLICIT,

    /** Says nothing, ever. */
    SILENT,

    /** Begins a greeting without an end, a byte at a time. */
    DRIPPING,

    /** Hangs up instead of saying that it has taken the mail. */
    ABSENT_MINDED
  }

  /**
   * @param data as it came, lines ended by line feeds
   */
  record Received(
      String sender, List<String> recipients, String data, boolean encrypted, String user) {}

  private final ServerSocket socket;
  private final Manner manner;
  private final Optional<SSLContext> tls;
  private final List<Received> received = new CopyOnWriteArrayList<>();

  private SmtpSink(InetAddress address, Manner manner, Optional<SSLContext> tls)
      throws IOException {
    this.socket = new ServerSocket(0, 50, address);
    this.manner = manner;
    this.tls = tls;
    Thread.ofVirtual().start(this::accept);
  }

  static SmtpSink on(String address, Manner manner, Optional<SSLContext> tls) throws IOException {
    return new SmtpSink(InetAddress.getByName(address), manner, tls);
  }

  static SmtpSink plain() throws IOException {
    return on("127.0.0.1", Manner.PLAIN, Optional.empty());
  }

  /** As an action's {@code host} names it. */
  String host() {
    String address = socket.getInetAddress().getHostAddress();
    return (address.contains(":") ? "[" + address + "]" : address) + ":" + socket.getLocalPort();
  }

  List<Received> received() {
    return List.copyOf(received);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = socket.accept();
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException e) {
      // Closed.
    }
  }

  private void serve(Socket client) {
    try (client) {
      switch (manner) {
        case SILENT -> Thread.sleep(60_000);
        case DRIPPING -> drip(client.getOutputStream());
        case IMPLICIT -> new Conversation(encrypted(client), true).hold();
        case PLAIN, STARTTLS, ABSENT_MINDED -> new Conversation(client, false).hold();
      }
    } catch (IOException e) {
      // The client went away.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void drip(OutputStream out) throws IOException, InterruptedException {
    for (int count = 0; count < 1000; count++) {
      out.write(count == 0 ? '2' : '0');
      out.flush();
      Thread.sleep(50);
    }
  }

  private SSLSocket encrypted(Socket client) throws IOException {
    var socket =
        (SSLSocket)
            tls.orElseThrow()
                .getSocketFactory()
                .createSocket(client, client.getInetAddress().getHostAddress(), 0, true);
    socket.setUseClientMode(false);
    return socket;
  }

  /** One client's session. */
  private final class Conversation {
    private boolean encrypted;
    private BufferedReader in;
    private OutputStream out;
    private Socket client;
    private String user = "";
    private String sender = "";
    private final List<String> recipients = new ArrayList<>();

    Conversation(Socket client, boolean encrypted) throws IOException {
      this.client = client;
      this.encrypted = encrypted;
      this.in = reader(client);
      this.out = client.getOutputStream();
    }

    void hold() throws IOException {
      say("220 sink");
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!answer(line)) {
          return;
        }
      }
    }

    private boolean answer(String line) throws IOException {
      String[] words = line.split(" ", 3);
      switch (words[0].toUpperCase(Locale.ROOT)) {
        case "EHLO" -> hello();
        case "HELO", "RSET", "NOOP" -> say("250 ok");
        case "STARTTLS" -> {
          say("220 go ahead");
          client = encrypted(client);
          encrypted = true;
          in = reader(client);
          out = client.getOutputStream();
        }
        case "AUTH" -> authenticate(words);
        case "MAIL" -> {
          sender = between(line);
          say("250 ok");
        }
        case "RCPT" -> recipient(between(line));
        case "DATA" -> {
          return data();
        }
        case "QUIT" -> {
          say("221 bye");
          return false;
        }
        case String _ -> say("500 what?");
      }
      return true;
    }

    private void hello() throws IOException {
      say("250-sink");
      boolean offers = manner == Manner.STARTTLS && !encrypted;
      say(offers ? "250 STARTTLS" : "250 AUTH PLAIN LOGIN");
    }

    private void authenticate(String[] words) throws IOException {
      String given = words[2];
      String[] parts = new String(Base64.getDecoder().decode(given), ISO_8859_1).split("\0", -1);
      boolean right = parts[2].equals("secret");
      user = right ? parts[1] : "";
      say(right ? "235 welcome" : "535 5.7.8 wrong password");
    }

    private void recipient(String address) throws IOException {
      boolean refused = address.startsWith("refused");
      if (!refused) {
        recipients.add(address);
      }
      say(refused ? "550 5.1.1 nobody of that name" : "250 ok");
    }

    private boolean data() throws IOException {
      if (recipients.isEmpty()) {
        say("554 for whom?");
        return true;
      }
      say("354 go on");
      var data = new StringBuilder();
      for (String line = in.readLine(); line != null && !line.equals("."); line = in.readLine()) {
        data.append(line.startsWith(".") ? line.substring(1) : line).append('\n');
      }
      received.add(new Received(sender, List.copyOf(recipients), data.toString(), encrypted, user));
      recipients.clear();
      if (manner == Manner.ABSENT_MINDED) {
        return false;
      }
      say("250 taken");
      return true;
    }

    private void say(String line) throws IOException {
      out.write((line + "\r\n").getBytes(ISO_8859_1));
      out.flush();
    }

    private static String between(String line) {
      return line.substring(line.indexOf('<') + 1, line.indexOf('>'));
    }

    private static BufferedReader reader(Socket client) {
      try {
        return new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
