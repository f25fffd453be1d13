/**
 * The live page and the HTTP interface behind it: what the jails do, seen in a browser or asked by
 * a program; bans and unbans by whoever may.
 *
 * <p>In: settings, the jails, the store's memory, what the jails tell an onlooker. Out: pages,
 * JSON, server-sent events. Threads: one of the JDK that waits for connections, a virtual one for
 * each request, one that ends requests which take too long. Nothing here is ever waited for by a
 * jail; what is asked of a jail goes through its mailbox like a command.
 */
package fail2ban.server.page;
