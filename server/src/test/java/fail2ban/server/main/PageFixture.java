package fail2ban.server.main;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import fail2ban.engine.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** A server that serves its page on a free port of loopback, and a client of it. */
final class PageFixture implements AutoCloseable {

  final ServerFixture server;
  final URI place;
  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder;

  PageFixture(Path folder, Map<String, String> section) throws IOException {
    this.folder = folder;
    this.server = new ServerFixture(folder);
    server.tell("set", "dbfile", server.database().toString());
    this.place = URI.create(serve(section));
  }

  /** What the server answers to such a section. */
  String serve(Map<String, String> section) {
    var options = new LinkedHashMap<Value, Value>();
    options.put(Value.text("listen"), Value.text("127.0.0.1:0"));
    section.forEach((name, value) -> options.put(Value.text(name), Value.text(value)));
    String answer =
        server.tell(Value.list(Value.text("set"), Value.text("page"), new Value.Mapping(options)));
    return answer.substring(1, answer.length() - 1);
  }

  Path tokenFile() {
    return folder.resolve("page.tokens");
  }

  String token(String name, String role) {
    String answer = server.tell("page", "token", "add", name, "--role", role);
    return answer.substring(1, answer.length() - 1);
  }

  void start(String... jails) {
    for (String jail : jails) {
      server.jail(jail).forEach(server::tell);
    }
  }

  /** A request that can be changed before it is sent. */
  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(place.resolve(path));
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
    return send(request(path).header("Authorization", "Bearer " + token));
  }

  JsonObject json(String path, String token) throws IOException, InterruptedException {
    HttpResponse<String> answer = get(path, token);
    if (answer.statusCode() != 200) {
      throw new AssertionError(answer.statusCode() + " " + answer.body());
    }
    return new Gson().fromJson(answer.body(), JsonObject.class);
  }

  HttpResponse<String> post(String path, String token, String body)
      throws IOException, InterruptedException {
    return send(posting(path, body).header("Authorization", "Bearer " + token));
  }

  /** As the page itself would ask. */
  HttpRequest.Builder posting(String path, String body) {
    return request(path)
        .header("Content-Type", "application/json")
        .header("X-Fail2ban", "test")
        .POST(HttpRequest.BodyPublishers.ofString(body));
  }

  HttpResponse<InputStream> stream(String token, String... headers)
      throws IOException, InterruptedException {
    var request = request("/api/v1/events").header("Authorization", "Bearer " + token);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  /** What comes back for these very bytes; nothing if the server hangs up at once. */
  String raw(String text) throws IOException {
    try (var socket = new Socket(place.getHost(), place.getPort())) {
      socket.setSoTimeout(5000);
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (SocketException e) {
      return "";
    }
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.shutdownNow();
    server.close();
  }
}
