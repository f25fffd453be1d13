/**
 * Says beforehand what would fail if the server ran as a user of its own instead of root ({@code
 * fail2ban-client -t --as-user}).
 *
 * <p>In: the commands of a configuration, the account, owners and modes of files. Out: sentences.
 * Thread: the main thread. What the least-privilege drop-in of the package allows is assumed: the
 * firewall may be changed, no right be gained, and few places be written.
 */
package fail2ban.client.rights;
