package fail2ban.client;

import java.nio.file.Path;

/**
 * What a server must know before it has any configuration.
 *
 * @param force delete what stands at the socket's path
 * @param processName what to call the main thread
 * @param verbosity 1 is usual; the foreground server's first log lines heed it
 */
public record ServerSettings(
    Path socket,
    Path pidFile,
    boolean force,
    String logLevel,
    String logTarget,
    String syslogSocket,
    String processName,
    int verbosity) {}
