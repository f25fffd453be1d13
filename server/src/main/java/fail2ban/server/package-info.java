/** Everything that touches the world. */
package fail2ban.server;
