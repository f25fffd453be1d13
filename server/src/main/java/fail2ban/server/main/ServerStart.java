package fail2ban.server.main;

import java.nio.file.Path;

/**
 * What a server must know before it has any configuration.
 *
 * @param force delete what stands at the socket's path
 * @param logLevel and {@code logTarget}, {@code syslogSocket}: as the configuration names them
 * @param processName what to call the process, at most 15 bytes of it
 */
public record ServerStart(
    Path socket,
    Path pidFile,
    boolean force,
    String logLevel,
    String logTarget,
    String syslogSocket,
    String processName) {}
