/**
 * The JSON log: what happens in the jails, an object on each line.
 *
 * <p>In: what the jails tell an onlooker. Out: lines in a file, as docs/events.md describes them.
 * Thread: one of its own, which writes; whoever tells puts a value into a bounded queue and goes
 * on. A file that takes no more costs events, and never anybody's time.
 */
package fail2ban.server.events;
