/**
 * Recognises commands that a firewall's tool can be told without a process of their own.
 *
 * <p>In: an action's command as it would go to {@code /bin/sh}. Out: a {@link
 * fail2ban.server.enforce.direct.DirectCommand} if it is one plain {@code nft}, {@code ipset} or
 * {@code iptables} command about literal addresses, with the line that says the same on the tool's
 * own input; a {@link fail2ban.server.enforce.direct.Transaction} for many of them. Whatever is not
 * understood to the last word is none: the shell knows better. Pure; safe on any thread.
 */
package fail2ban.server.enforce.direct;
