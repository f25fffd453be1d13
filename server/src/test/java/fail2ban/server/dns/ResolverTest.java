package fail2ban.server.dns;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.address.IpAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ResolverTest {

  private static final IpAddress V4 = IpAddress.parse("192.0.2.7").orElseThrow();
  private static final IpAddress V6 = IpAddress.parse("2001:db8::7").orElseThrow();
  private static final Duration LONG = Duration.ofSeconds(30);

  private volatile Instant now = Instant.parse("2026-11-23T10:00:00Z");
  private volatile boolean ipv6 = true;
  private final Service service = new Service();

  /** Answers from a table, once it is let go. */
  private static final class Service implements Lookup {
    final Map<String, List<IpAddress>> hosts = new ConcurrentHashMap<>();
    final AtomicInteger asked = new AtomicInteger();
    final AtomicInteger atOnce = new AtomicInteger();
    final AtomicInteger mostAtOnce = new AtomicInteger();
    volatile CountDownLatch answers = new CountDownLatch(0);

    @Override
    public List<IpAddress> addresses(String name) {
      asked.incrementAndGet();
      mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
      try {
        answers.await();
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      } finally {
        atOnce.decrementAndGet();
      }
      if (name.equals("broken")) {
        throw new IllegalStateException("broken");
      }
      return hosts.getOrDefault(name, List.of());
    }

    @Override
    public Optional<String> name(IpAddress address) {
      asked.incrementAndGet();
      return address.equals(V4) ? Optional.of("host.example") : Optional.empty();
    }
  }

  private Resolver resolver(Duration timeout) {
    return new Resolver(service, timeout, () -> ipv6, () -> now, Thread.ofVirtual().factory());
  }

  private static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void letGo() {
    service.answers.countDown();
  }

  @Test
  void namesLeadToAddressesAndBack() {
    service.hosts.put("host.example", List.of(V4, V6));
    Resolver resolver = resolver(LONG);
    assertThat(await(resolver.addresses("Host.Example"))).containsExactly(V4, V6);
    assertThat(await(resolver.addresses("nobody.example"))).isEmpty();
    assertThat(await(resolver.name(V4))).contains("host.example");
    assertThat(await(resolver.name(V6))).isEmpty();
  }

  @Test
  void anAddressIsItsOwnAnswer() {
    assertThat(await(resolver(LONG).addresses("192.0.2.7"))).containsExactly(V4);
    assertThat(service.asked).hasValue(0);
  }

  @Test
  void sixIsLeftOutWhereItIsNotAllowed() {
    service.hosts.put("host.example", List.of(V4, V6));
    ipv6 = false;
    assertThat(await(resolver(LONG).addresses("host.example"))).containsExactly(V4);
  }

  @Test
  void anAnswerIsKeptForFiveMinutes() {
    Resolver resolver = resolver(LONG);
    await(resolver.addresses("host.example"));
    service.hosts.put("host.example", List.of(V4));
    now = now.plusSeconds(299);
    assertThat(await(resolver.addresses("host.example"))).isEmpty();
    now = now.plusSeconds(1);
    assertThat(await(resolver.addresses("host.example"))).containsExactly(V4);
    assertThat(service.asked).hasValue(2);
  }

  @Test
  void manyWhoAskTheSameShareOneLookup() {
    service.answers = new CountDownLatch(1);
    service.hosts.put("host.example", List.of(V4));
    Resolver resolver = resolver(LONG);
    var first = resolver.addresses("host.example");
    var second = resolver.addresses("host.example");
    service.answers.countDown();
    assertThat(await(first)).containsExactly(V4);
    assertThat(await(second)).containsExactly(V4);
    assertThat(service.asked).hasValue(1);
  }

  @Test
  void whoWaitsTooLongIsToldThatNothingIsKnownAndTheAnswerIsKeptAllTheSame() {
    service.answers = new CountDownLatch(1);
    service.hosts.put("host.example", List.of(V4));
    Resolver resolver = resolver(Duration.ofMillis(20));
    assertThat(await(resolver.addresses("host.example"))).isEmpty();
    service.answers.countDown();
    for (int attempt = 0; await(resolver.addresses("host.example")).isEmpty(); attempt++) {
      assertThat(attempt).isLessThan(1000);
    }
    assertThat(service.asked).hasValue(1);
  }

  @Test
  void onlySoManyAreAskedAtOnceAndOnlySoManyWait() {
    service.answers = new CountDownLatch(1);
    Resolver resolver = resolver(LONG);
    var stages =
        java.util.stream.IntStream.range(0, 1500)
            .mapToObj(number -> resolver.addresses("host" + number).toCompletableFuture())
            .toList();
    assertThat(stages).filteredOn(CompletableFuture::isDone).hasSize(500);
    service.answers.countDown();
    stages.forEach(ResolverTest::await);
    assertThat(service.mostAtOnce).hasValueLessThanOrEqualTo(16);
    assertThat(service.asked).hasValue(1000);
  }

  @Test
  void aLookupThatBreaksIsUnknownAndBlocksNothing() {
    Resolver resolver = resolver(LONG);
    assertThat(await(resolver.addresses("broken"))).isEmpty();
    service.hosts.put("host.example", List.of(V4));
    assertThat(await(resolver.addresses("host.example"))).containsExactly(V4);
  }
}
