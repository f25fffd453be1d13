package fail2ban.server.jail;

import fail2ban.engine.action.Lookups;
import fail2ban.engine.address.IpAddress;
import fail2ban.engine.log.Logs;
import fail2ban.server.dns.Resolver;
import fail2ban.server.enforce.CommandRunner;
import fail2ban.server.report.Wording;
import fail2ban.server.source.Backend;
import fail2ban.server.source.LogFiles;
import fail2ban.server.source.journal.Journals;
import fail2ban.server.store.Store;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What a jail needs of the world. Everything here is safe on any thread.
 *
 * @param files what follows files in either way
 * @param screens what jails that read the same file look for together
 * @param journals what reads the systemd journal, if there is a way
 * @param ownAddresses of this machine, as known now
 * @param lookups what action tags ask
 * @param privilege what commands may do
 * @param onlooker is told what the jails decide
 * @param runner runs the commands of actions
 * @param ignoreRunner runs {@code ignorecommand}, whose exit status 1 is no error
 * @param actionThreads platform threads for actions, as many as there are actions at work
 * @param jailThreads makes the thread of a jail: a platform thread with a stack that deep regular
 *     expressions do not exhaust
 * @param random from 0 to less than 1, for the random part of ban times
 * @param zone of the machine: for dates in logs that name none, and for our own log
 */
public record Outside(
    Store store,
    Function<Backend, LogFiles> files,
    JointScreens screens,
    Supplier<Optional<Journals>> journals,
    Resolver resolver,
    Supplier<Set<IpAddress>> ownAddresses,
    Lookups lookups,
    BooleanSupplier ipv6Allowed,
    Privilege privilege,
    Onlooker onlooker,
    CommandRunner runner,
    CommandRunner ignoreRunner,
    Executor actionThreads,
    ThreadFactory jailThreads,
    DoubleSupplier random,
    InstantSource clock,
    ZoneId zone,
    Wording wording,
    Logs logs) {}
