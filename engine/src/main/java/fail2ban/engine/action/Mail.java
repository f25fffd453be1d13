package fail2ban.engine.action;

import java.util.List;

/**
 * A mail to be sent. Its texts may hold anything, those of attackers included; whoever writes it
 * down sees to it that none of it becomes a header or an SMTP command.
 *
 * @param server who takes it
 * @param ownName what we are called, for the server
 * @param senderName the name beside the sender's address
 * @param sender the address that it comes from
 * @param recipients addresses
 * @param subject one line
 * @param text lines ended by line feeds
 */
public record Mail(
    MailServer server,
    String ownName,
    String senderName,
    String sender,
    List<String> recipients,
    String subject,
    String text) {

  public Mail {
    recipients = List.copyOf(recipients);
  }

  /** What it is called where it is spoken of. */
  public String title() {
    return "mail '%s' to %s through %s".formatted(subject, String.join(", ", recipients), server);
  }
}
