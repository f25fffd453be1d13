package fail2ban.reader.stream;

/**
 * What a client must know before it can talk to, or start, a server. Immutable.
 *
 * @param loglevel a name or a number, as the file or the command line says
 */
public record EarlyOptions(
    String socket, String pidfile, String loglevel, String logtarget, String syslogsocket) {}
