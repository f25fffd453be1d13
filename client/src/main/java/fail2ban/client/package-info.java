/**
 * What people type: {@code fail2ban-client} and the way into {@code fail2ban-server}.
 *
 * <p>In: command lines. Out: requests on the server's socket, text on the terminal, an exit status
 * of 0 or 255. Thread: the main thread, and a second one only where a server in the foreground is
 * to be configured while it runs.
 */
package fail2ban.client;
