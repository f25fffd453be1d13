/**
 * The Unix socket over which the server is commanded.
 *
 * <p>In: requests of {@link fail2ban.engine.wire}. Out: calls of {@link
 * fail2ban.server.control.CommandService}, whose results go back as replies. Thread: one virtual
 * thread accepts, one serves each connection; a service is therefore called from several threads at
 * once.
 */
package fail2ban.server.control;
