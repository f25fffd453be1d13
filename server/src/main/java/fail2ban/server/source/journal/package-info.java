/**
 * Reads the systemd journal: entries in their order, each as the line that filters know, with no
 * entry lost or seen twice over rotations and restarts.
 *
 * <p>In: which journal, which matches, where to start. Out: {@link
 * fail2ban.server.source.journal.JournalBatch}es, which a jail pulls through its {@link
 * fail2ban.server.source.journal.JournalSubscription}, with the {@link
 * fail2ban.server.source.journal.JournalPosition} to store once they are processed. Thread: a jail
 * opens, reads and closes on its own thread, as libsystemd demands; one thread per journal of
 * {@link fail2ban.server.source.journal.Journals} notices news for all jails that read it. Without
 * libsystemd the program {@code journalctl} is asked instead.
 */
@NullMarked
package fail2ban.server.source.journal;

import org.jspecify.annotations.NullMarked;
