package fail2ban.conformance.standins;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/** Stands in for a web service: notes what it is asked, and answers by a rule. For any thread. */
final class WebService implements AutoCloseable {

  private final List<Request> requests = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final Function<Request, Answer> rule;

  private WebService(HttpServer server, Function<Request, Answer> rule) {
    this.server = server;
    this.rule = rule;
  }

  /** An answer's status and text. */
  record Answer(int status, String text) {

    static final Answer GOOD = new Answer(200, "{\"success\":true}");

    /** None comes as long as the test lasts. */
    static final Answer NEVER = new Answer(0, "");
  }

  static WebService answering(Function<Request, Answer> rule) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    var service = new WebService(HttpServer.create(address, 0), rule);
    service.server.createContext("/", service::handle);
    service.server.setExecutor(service.threads);
    service.server.start();
    return service;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      var request =
          new Request(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              exchange.getRequestHeaders(),
              body);
      requests.add(request);
      Answer answer = rule.apply(request);
      if (answer.equals(Answer.NEVER)) {
        over.await();
        return;
      }
      byte[] bytes = answer.text().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  List<Request> requests() {
    return List.copyOf(requests);
  }

  /** What was asked below this path. */
  List<Request> requests(String path) {
    return requests.stream().filter(request -> request.target().startsWith(path)).toList();
  }

  @Override
  public void close() {
    over.countDown();
    server.stop(0);
    threads.close();
  }
}
