/**
 * Who may see and do what on the page: tokens, which are kept as hashes, sessions of browsers, how
 * often somebody may be wrong, and which web sites may ask.
 *
 * <p>In: what requests say of themselves. Out: a {@code Caller}, or none. Safe on any thread.
 */
package fail2ban.server.page.access;
