package fail2ban.server.enforce.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import fail2ban.engine.action.Mail;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/** A mail as it travels: headers and a body of ASCII, the same as Python's smtp.py makes. Pure. */
final class MailMessage {

  /** What a server need not take as one line, RFC 5321. */
  private static final int LONGEST_LINE = 998;

  private static final int ENCODED_LINE = 76;

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss '-0000'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private MailMessage() {}

  static byte[] of(Mail mail, Instant now) {
    boolean ascii = US_ASCII.newEncoder().canEncode(mail.text());
    boolean plain = ascii && isPlain(mail.text());
    String headers =
        """
        Content-Type: text/plain; charset="%s"
        MIME-Version: 1.0
        Content-Transfer-Encoding: %s
        Subject: %s
        From: %s
        To: %s
        Date: %s

        """
            .formatted(
                ascii ? "us-ascii" : "utf-8",
                plain ? "7bit" : "base64",
                HeaderText.text(mail.subject()),
                HeaderText.mailbox(mail.senderName(), mail.sender()),
                String.join(", ", mail.recipients()),
                DATE.format(now));
    String body = plain ? mail.text() : encoded(mail.text());
    return (headers + body).replace("\n", "\r\n").getBytes(US_ASCII);
  }

  /** Short lines of nothing that a server on the way could change or choke on. */
  private static boolean isPlain(String text) {
    return text.lines().allMatch(line -> line.length() <= LONGEST_LINE)
        && text.chars().allMatch(c -> (c >= ' ' && c != 0x7f) || c == '\n' || c == '\t');
  }

  private static String encoded(String text) {
    return Base64.getMimeEncoder(ENCODED_LINE, new byte[] {'\n'})
        .encodeToString(text.getBytes(UTF_8));
  }
}
