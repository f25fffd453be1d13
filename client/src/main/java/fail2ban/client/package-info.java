/** What people type. */
package fail2ban.client;
