package fail2ban.server.page.http;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.log.Log;
import fail2ban.engine.log.Severity;
import fail2ban.server.page.access.FailedLogins;
import fail2ban.server.page.access.Gatekeeper;
import fail2ban.server.page.access.OwnSite;
import fail2ban.server.page.access.Sessions;
import fail2ban.server.page.access.Tokens;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are slow or stuck, and clients that want to be sure. */
@Timeout(30)
class WebServerTest {

  private static final WebServer.Patience SHORT =
      new WebServer.Patience(
          Duration.ofMillis(300), Duration.ofMillis(600), Duration.ofMillis(300));

  private static final Log NO_LOG =
      new Log() {
        @Override
        public void write(Severity severity, String message) {}

        @Override
        public boolean wants(Severity severity) {
          return false;
        }
      };

  @TempDir Path folder;

  private final CountDownLatch ended = new CountDownLatch(1);

  private WebServer open(Optional<TlsFiles> tls) throws IOException {
    InstantSource clock = () -> Instant.EPOCH;
    var tokens = new Tokens(folder.resolve("tokens"), new SecureRandom(), clock, NO_LOG);
    var gatekeeper =
        new Gatekeeper(
            tokens,
            new Sessions(tokens, new SecureRandom(), clock),
            new FailedLogins(clock),
            false,
            NO_LOG);
    var hello = new Answer.Content(200, "text/plain", "hello", Map.of());
    List<Route> routes =
        List.of(
            Route.open("GET", "/", _ -> hello),
            Route.open("POST", "/", _ -> hello),
            Route.open(
                "GET",
                "/broken",
                _ -> {
                  throw new IllegalStateException("secret words");
                }),
            Route.open("GET", "/stream", _ -> new Answer.Stream(this::endless)));
    return WebServer.open(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
        tls,
        new WebServer.Site(_ -> routes, gatekeeper, new OwnSite(Set.of()), SHORT),
        Thread.ofVirtual().factory(),
        NO_LOG);
  }

  private void endless(Answer.Outlet outlet) throws IOException {
    try {
      while (true) {
        outlet.send("x".repeat(10_000));
      }
    } finally {
      ended.countDown();
    }
  }

  @Test
  void whoeverSendsByteByByteIsCutOffAndOthersAreServedMeanwhile() throws Exception {
    try (var server = open(Optional.empty())) {
      List<Socket> slow = new ArrayList<>();
      for (int count = 0; count < 50; count++) {
        slow.add(say(server, "GET / HTTP/1.1\r\nHost: loc"));
      }
      try (var quick =
          say(server, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")) {
        assertThat(text(quick)).endsWith("hello");
      }
      for (Socket one : slow) {
        assertThat(text(one)).isEmpty();
        one.close();
      }
    }
  }

  @Test
  void aBodyThatDoesNotComeIsNotWaitedForLong() throws Exception {
    String head =
        "POST / HTTP/1.1\r\nHost: localhost\r\nX-Fail2ban: 1\r\n"
            + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
    try (var server = open(Optional.empty());
        var slow = say(server, head)) {
      assertThat(text(slow)).doesNotContain("200 OK");
    }
  }

  @Test
  void aStreamEndsWithItsReadersPatience() throws Exception {
    try (var server = open(Optional.empty());
        var stuck = say(server, "GET /stream HTTP/1.1\r\nHost: localhost\r\n\r\n")) {
      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(stuck.isConnected()).isTrue();
    }
  }

  @Test
  void aFaultOfOursTellsNothing() throws Exception {
    try (var server = open(Optional.empty());
        var client =
            say(server, "GET /broken HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")) {
      assertThat(text(client)).startsWith("HTTP/1.1 500").doesNotContain("secret");
    }
  }

  @Test
  void otherMethodsAndPathsAreRefused() throws Exception {
    try (var server = open(Optional.empty())) {
      for (String start :
          new String[] {"PUT /", "TRACE /", "GET //", "GET /../etc/passwd", "OPTIONS /"}) {
        try (var client =
            say(server, start + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")) {
          assertThat(text(client)).as(start).containsPattern("^HTTP/1.1 40[045] ");
        }
      }
    }
  }

  @Test
  void itSpeaksTls() throws Exception {
    Path store = folder.resolve("store.p12");
    String[] words = {
      Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
      "-genkeypair",
      "-alias",
      "page",
      "-keyalg",
      "EC",
      "-dname",
      "CN=localhost",
      "-ext",
      "SAN=dns:localhost,ip:127.0.0.1",
      "-keystore",
      store.toString(),
      "-storepass",
      "changeit",
      "-validity",
      "2",
    };
    assertThat(new ProcessBuilder(words).redirectErrorStream(true).start().waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance(store.toFile(), "changeit".toCharArray());
    var files = new TlsFiles(folder.resolve("cert.pem"), folder.resolve("key.pem"));
    pem(files.certificates(), "CERTIFICATE", keys.getCertificate("page").getEncoded());
    pem(files.key(), "PRIVATE KEY", keys.getKey("page", "changeit".toCharArray()).getEncoded());
    try (var server = open(Optional.of(files));
        var client = HttpClient.newBuilder().sslContext(trusting(keys)).build()) {
      var place = URI.create("https://localhost:" + server.address().getPort() + "/");
      HttpResponse<String> answer =
          client.send(HttpRequest.newBuilder(place).build(), HttpResponse.BodyHandlers.ofString());
      assertThat(answer.body()).isEqualTo("hello");
    }
  }

  @Test
  void aKeyOfAnotherFormIsNamed() throws Exception {
    Path wrong = Files.writeString(folder.resolve("wrong.pem"), "-----BEGIN RSA PRIVATE KEY-----");
    try (var _ = open(Optional.of(new TlsFiles(wrong, wrong)))) {
      throw new AssertionError("served");
    } catch (IOException e) {
      assertThat(e).hasMessageContaining("wrong.pem");
    }
  }

  private static SSLContext trusting(KeyStore keys) throws Exception {
    var trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("page", keys.getCertificate("page"));
    var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    var context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context;
  }

  private static void pem(Path file, String kind, byte[] bytes) throws IOException {
    String text = Base64.getMimeEncoder().encodeToString(bytes);
    Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(kind, text, kind));
  }

  private static Socket say(WebServer server, String text) throws IOException {
    var socket = new Socket(server.address().getAddress(), server.address().getPort());
    socket.setSoTimeout(10_000);
    socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  /** All that comes until the server hangs up. */
  private static String text(Socket socket) {
    try (InputStream in = socket.getInputStream()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
