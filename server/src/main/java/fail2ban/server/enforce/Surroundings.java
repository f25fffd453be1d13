package fail2ban.server.enforce;

import fail2ban.engine.action.JailFacts;
import fail2ban.engine.action.Lookups;
import fail2ban.engine.log.Logs;
import java.time.InstantSource;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What the actions of a jail need from the rest of the program. All of it is safe on any thread.
 *
 * @param jail the jail's name and counters now
 * @param lookups for tags of commands that belong to no ban
 * @param ipv6Allowed whether environments for IPv6 are started
 * @param threads gives an action a thread while it has work; unbounded, so that an action that
 *     hangs takes no other's thread, and of platform threads
 * @param bansLost told the name of an action whose environment was gone and stands again: the bans
 *     in force are to be given to {@link JailAction#reban} once more. Must not wait
 */
public record Surroundings(
    Supplier<JailFacts> jail,
    Lookups lookups,
    BooleanSupplier ipv6Allowed,
    CommandRunner runner,
    Executor threads,
    InstantSource clock,
    Logs logs,
    Consumer<String> bansLost) {}
