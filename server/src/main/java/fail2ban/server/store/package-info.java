/**
 * What survives a restart: bans, open tallies and log positions, in fail2ban's SQLite schema.
 *
 * <p>In: {@link fail2ban.server.store.JailCommit}, everything that one jail wants to be remembered
 * together. Out: a {@link fail2ban.server.store.CommitOutcome} once it is in the file, and a {@link
 * fail2ban.server.store.JailMemory} when the jail starts again.
 *
 * <p>One platform thread owns the connection. It takes every commit that waits, folds them into one
 * transaction, and answers all of them when that transaction is through. What it cannot write it
 * keeps and tries again; nothing here ends the process or holds a ban back.
 */
package fail2ban.server.store;
