package fail2ban.server.main;

import fail2ban.engine.address.IpAddress;
import fail2ban.engine.log.Log;
import fail2ban.engine.log.Logs;
import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import fail2ban.server.control.CommandFailure;
import fail2ban.server.control.Commands;
import fail2ban.server.control.DatabaseChoice;
import fail2ban.server.control.Server;
import fail2ban.server.control.Service;
import fail2ban.server.dns.Ipv6Allowed;
import fail2ban.server.dns.OwnHost;
import fail2ban.server.dns.OwnHostLookup;
import fail2ban.server.dns.Resolver;
import fail2ban.server.dns.SystemLookup;
import fail2ban.server.enforce.ChildEnvironment;
import fail2ban.server.enforce.DirectRunner;
import fail2ban.server.enforce.ShellRunner;
import fail2ban.server.enforce.mail.MailingRunner;
import fail2ban.server.figures.ServerFigures;
import fail2ban.server.history.Sums;
import fail2ban.server.jail.JailLookups;
import fail2ban.server.jail.Jails;
import fail2ban.server.jail.JointScreens;
import fail2ban.server.jail.Outside;
import fail2ban.server.jail.Privilege;
import fail2ban.server.page.Page;
import fail2ban.server.report.LogBook;
import fail2ban.server.report.LogReply;
import fail2ban.server.report.Supervisor;
import fail2ban.server.report.Wording;
import fail2ban.server.source.Backend;
import fail2ban.server.source.FollowSettings;
import fail2ban.server.source.LogFiles;
import fail2ban.server.source.journal.Journals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadLocalRandom;

/** The running parts of the server and how they are put together. Safe on any thread. */
final class House implements Server, AutoCloseable {

  private static final Duration NAME_SERVICE_PATIENCE = Duration.ofSeconds(5);

  private static final String JOURNAL_FLAGS = "F2B_SYSTEMD_DEFAULT_FLAGS";

  private final LogBook logs;
  private final Supervisor supervisor;
  private final InstantSource clock;
  private final ZoneId zone;
  private final ServerThreads threads;
  private final Wording wording;
  private final Ipv6Allowed ipv6 = Ipv6Allowed.automatic();
  private final Resolver resolver;
  private final OwnHostLookup ownHost;
  private final ExecutorService commandThreads;
  private final DirectRunner runner;
  private final ShellRunner quietRunner;
  private final Database database;
  private final Jails jails;
  private final Onlookers onlookers = new Onlookers();
  private final Services services = new Services();
  private final EventsService events;
  private final Housekeeping housekeeping;
  private final SpareMemory spareMemory = SpareMemory.ofThisProcess();
  private final JointScreens screens = new JointScreens();
  private final Map<Backend, LogFiles> files = new EnumMap<>(Backend.class);
  private Optional<Optional<Journals>> journals = Optional.empty();
  private final CountDownLatch toStop = new CountDownLatch(1);
  private Runnable refuse = () -> {};
  private Runnable retire = () -> {};
  private long stackSize;
  private boolean down;

  House(
      LogBook logs, Supervisor supervisor, InstantSource clock, ZoneId zone, ServerThreads threads)
      throws IOException {
    this.logs = logs;
    this.supervisor = supervisor;
    this.clock = clock;
    this.zone = zone;
    this.threads = threads;
    this.wording = new Wording(zone);
    var lookup = new SystemLookup();
    this.resolver =
        new Resolver(lookup, NAME_SERVICE_PATIENCE, ipv6, clock, threads.waiting("names"));
    this.ownHost =
        new OwnHostLookup(lookup, NAME_SERVICE_PATIENCE, clock, threads.waiting("own-host"));
    this.commandThreads = threads.forCommands();
    var environment = ChildEnvironment.inherited();
    var shell = new ShellRunner(environment, logs);
    threads.named("warm-up").newThread(shell::warmUp).start();
    this.runner = new DirectRunner(shell, clock, threads.named("table-watch"));
    this.quietRunner = new ShellRunner(environment, new QuietLogs(logs));
    this.jails = new Jails(this::outside);
    this.database =
        new Database(logs, clock, threads.named("database"), () -> !jails.all().isEmpty());
    this.events =
        new EventsService(onlookers, clock, threads.named("events"), logs.named("events"));
    services.add("events", events);
    MetricsService metrics = metrics();
    services.add("metrics", metrics);
    var history =
        new HistoryService(this::sums, clock, threads.named("history"), logs.named("history"));
    services.add("history", history);
    services.add("page", page(metrics, history));
    this.housekeeping = new Housekeeping(database::store, clock);
    threads.waiting("housekeeping").newThread(housekeeping).start();
    threads.waiting("spare-memory").newThread(spareMemory).start();
  }

  private PageService page(MetricsService metrics, HistoryService history) {
    var around =
        new Page.Surroundings(
            jails,
            database::store,
            new RememberedFigures(history),
            List.of(MetricsRoute.of(metrics)),
            Commands.VERSION,
            clock,
            threads.waiting("page"),
            logs.named("page"));
    return new PageService(around, onlookers, () -> database.file());
  }

  private MetricsService metrics() {
    return new MetricsService(this::figures, threads.waiting("metrics"), logs.named("metrics"));
  }

  private Map<String, Sums> sums() {
    var all = new HashMap<String, Sums>();
    jails.all().forEach(jail -> all.put(jail.name(), Sums.of(jail)));
    return all;
  }

  private ServerFigures figures() {
    var queues = new ServerFigures.Queues(database.store().waiting(), events.dropped());
    return ServerFigures.of(jails, queues, Commands.VERSION, clock.instant());
  }

  private Outside outside() {
    return new Outside(
        database.store(),
        this::files,
        screens,
        this::journals,
        resolver,
        () -> host().addresses(),
        new JailLookups(resolver, this::host, database.store()),
        ipv6,
        privilege(),
        onlookers,
        new MailingRunner(runner, clock, logs),
        quietRunner,
        commandThreads,
        threads.forJails(),
        () -> ThreadLocalRandom.current().nextDouble(),
        clock,
        zone,
        wording,
        logs);
  }

  private static Privilege privilege() {
    try {
      boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
      return Privilege.of(root, Files.readAllLines(Path.of("/proc/self/status")));
    } catch (IOException e) {
      return Privilege.NONE;
    }
  }

  private OwnHost host() {
    return ownHost.get().toCompletableFuture().join();
  }

  private synchronized LogFiles files(Backend backend) {
    return files.computeIfAbsent(
        backend,
        wanted ->
            LogFiles.open(
                wanted, FollowSettings.standard(), clock, logs, threads.named("log-files")));
  }

  /** Looked for when the first jail wants to read one. */
  private synchronized Optional<Journals> journals() {
    if (journals.isEmpty()) {
      journals =
          Optional.of(
              Journals.open(
                  Optional.ofNullable(System.getenv(JOURNAL_FLAGS)),
                  clock,
                  logs,
                  threads.named("journal")));
    }
    return journals.get();
  }

  @Override
  public boolean canReadJournal() {
    return journals().isPresent();
  }

  /** What the control socket does once no more commands are taken, and when all jails are down. */
  synchronized void onShutdown(Runnable refusing, Runnable retiring) {
    refuse = refusing;
    retire = retiring;
  }

  /** Lets {@link #serveUntilStopped} go on; returns at once. */
  void askToStop() {
    toStop.countDown();
  }

  /** Waits for a signal or the {@code stop} command, then sees that everything is down. */
  void serveUntilStopped() {
    try {
      toStop.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    shutDown();
  }

  @Override
  public synchronized void shutDown() {
    if (!down) {
      down = true;
      wording.server().shutdown().to(logs);
      supervisor.stopping();
      refuse.run();
      wording.server().stoppingJails().to(logs);
      jails.stopAll();
      services.close();
      retire.run();
    }
    toStop.countDown();
  }

  @Override
  public synchronized void close() {
    shutDown();
    housekeeping.close();
    spareMemory.close();
    files.values().forEach(LogFiles::close);
    journals.flatMap(opened -> opened).ifPresent(Journals::close);
    database.close();
    commandThreads.shutdown();
    runner.close();
  }

  @Override
  public Jails jails() {
    return jails;
  }

  @Override
  public LogBook logs() {
    return logs;
  }

  @Override
  public Supervisor supervisor() {
    return supervisor;
  }

  @Override
  public DatabaseChoice database() {
    return database;
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public ZoneId zone() {
    return zone;
  }

  @Override
  public LogReply flushLogs() {
    events.reopen();
    return logs.flush();
  }

  Services services() {
    return services;
  }

  @Override
  public Optional<Service> service(String name) {
    return services.find(name);
  }

  @Override
  public void onlyServices(Set<String> names) {
    services.keepOnly(names);
  }

  @Override
  public List<IpAddress> addressesOf(String name) {
    return resolver.addresses(name).toCompletableFuture().join();
  }

  @Override
  public void allowIpv6(String word) {
    ipv6.set(word);
  }

  @Override
  public void directCommands(boolean wanted) {
    runner.enable(wanted);
  }

  @Override
  public boolean directCommands() {
    return runner.isEnabled();
  }

  @Override
  public Value threads() {
    return new Value.Mapping(Map.of(Value.text("stacksize"), Value.whole(stackSize)));
  }

  @Override
  public void threads(Value settings) throws CommandFailure {
    if (!(settings instanceof Value.Mapping(Map<Value, Value> entries))) {
      throw CommandFailure.badValue("not a dict: " + PythonRepr.repr(settings));
    }
    for (var entry : entries.entrySet()) {
      String name = PythonRepr.str(entry.getKey());
      if (!name.equals("stacksize") || !(entry.getValue() instanceof Value.Whole(long size))) {
        throw CommandFailure.badValue("unknown thread setting " + PythonRepr.repr(settings));
      }
      stackSize = size;
      threads.jailStack(size);
    }
  }

  /** A log in which the failure of a command is nothing to worry about. */
  private record QuietLogs(Logs logs) implements Logs {
    @Override
    public Log named(String module) {
      return new DebugLog(logs.named(module));
    }
  }
}
