package fail2ban.conformance.page;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import fail2ban.conformance.support.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A browser without a window, with one tab. */
final class Chromium implements WebSocket.Listener, AutoCloseable {

  private static final int PATIENCE_SECONDS = 60;

  private final Gson json = new Gson();
  private final Process process;
  private final HttpClient client = HttpClient.newHttpClient();
  private final WebSocket socket;
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Integer, CompletableFuture<JsonObject>> answers = new ConcurrentHashMap<>();
  private final StringBuilder incoming = new StringBuilder();
  private final List<String> requested = new CopyOnWriteArrayList<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();

  private Chromium(Path profile) throws IOException, InterruptedException {
    this.process =
        new ProcessBuilder(
                "chromium",
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--hide-scrollbars",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectErrorStream(true)
            .redirectOutput(profile.resolve("chromium.log").toFile())
            .start();
    Path ports = profile.resolve("DevToolsActivePort");
    Eventually.holds("the browser listens", () -> lines(ports).size() == 2, () -> "");
    this.socket =
        client
            .newWebSocketBuilder()
            .buildAsync(URI.create(tab(lines(ports).getFirst())), this)
            .join();
    for (String domain : List.of("Page", "Runtime", "Network", "Log")) {
      call(domain + ".enable", new JsonObject());
    }
  }

  static Chromium open(Path profile) throws IOException, InterruptedException {
    return new Chromium(Files.createDirectories(profile));
  }

  private static List<String> lines(Path file) {
    try {
      return Files.exists(file) ? Files.readAllLines(file) : List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String tab(String port) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/json/list"));
    String text = client.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
    for (JsonElement one : json.fromJson(text, JsonArray.class)) {
      if (one.getAsJsonObject().get("type").getAsString().equals("page")) {
        return one.getAsJsonObject().get("webSocketDebuggerUrl").getAsString();
      }
    }
    throw new AssertionError("no tab: " + text);
  }

  @Override
  public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    incoming.append(data);
    if (last) {
      JsonObject message = json.fromJson(incoming.toString(), JsonObject.class);
      incoming.setLength(0);
      heard(message);
    }
    socket.request(1);
    return CompletableFuture.completedStage(null);
  }

  private void heard(JsonObject message) {
    if (message.has("id")) {
      Optional.ofNullable(answers.remove(message.get("id").getAsInt()))
          .ifPresent(answer -> answer.complete(message));
      return;
    }
    JsonObject told = message.getAsJsonObject("params");
    switch (message.get("method").getAsString()) {
      case "Network.requestWillBeSent" ->
          requested.add(told.getAsJsonObject("request").get("url").getAsString());
      case "Runtime.exceptionThrown", "Page.javascriptDialogOpening" ->
          complaints.add(told.toString());
      case "Log.entryAdded" -> {
        JsonObject entry = told.getAsJsonObject("entry");
        if (!entry.get("level").getAsString().equals("verbose")) {
          complaints.add(entry.toString());
        }
      }
      case String _ -> {}
    }
  }

  /** One command of the debugging protocol. */
  JsonObject call(String method, JsonObject parameters) {
    int id = calls.incrementAndGet();
    var answer = new CompletableFuture<JsonObject>();
    answers.put(id, answer);
    var message = new JsonObject();
    message.addProperty("id", id);
    message.addProperty("method", method);
    message.add("params", parameters);
    socket.sendText(message.toString(), true).join();
    JsonObject found = answer.orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
    if (found.has("error")) {
      throw new AssertionError(method + ": " + found);
    }
    return found.getAsJsonObject("result");
  }

  void go(String address) {
    var parameters = new JsonObject();
    parameters.addProperty("url", address);
    call("Page.navigate", parameters);
  }

  /** The value of an expression; a promise is waited for. */
  JsonElement evaluate(String script) {
    var parameters = new JsonObject();
    parameters.addProperty("expression", script);
    parameters.addProperty("awaitPromise", true);
    parameters.addProperty("returnByValue", true);
    JsonObject answer = call("Runtime.evaluate", parameters);
    if (answer.has("exceptionDetails")) {
      throw new AssertionError(script + ": " + answer);
    }
    JsonElement value = answer.getAsJsonObject("result").get("value");
    return value == null ? JsonNull.INSTANCE : value;
  }

  boolean is(String condition) {
    return evaluate("!!(" + condition + ")").getAsBoolean();
  }

  void await(String condition) {
    Eventually.holds(
        condition,
        () -> is(condition),
        () -> evaluate("document.body.innerText").getAsString() + complaints);
  }

  /** One key, pressed and let go. */
  void press(String key, int code) {
    for (String kind : List.of("keyDown", "keyUp")) {
      var parameters = new JsonObject();
      parameters.addProperty("type", kind);
      parameters.addProperty("key", key);
      parameters.addProperty("windowsVirtualKeyCode", code);
      if (key.equals("Enter") && kind.equals("keyDown")) {
        parameters.addProperty("text", "\r");
      }
      call("Input.dispatchKeyEvent", parameters);
    }
  }

  void look(int width, int height, String scheme) {
    var size = new JsonObject();
    size.addProperty("width", width);
    size.addProperty("height", height);
    size.addProperty("deviceScaleFactor", 1);
    size.addProperty("mobile", false);
    call("Emulation.setDeviceMetricsOverride", size);
    var feature = new JsonObject();
    feature.addProperty("name", "prefers-color-scheme");
    feature.addProperty("value", scheme);
    var features = new JsonArray();
    features.add(feature);
    var media = new JsonObject();
    media.add("features", features);
    call("Emulation.setEmulatedMedia", media);
  }

  void screenshot(Path file) {
    String data = call("Page.captureScreenshot", new JsonObject()).get("data").getAsString();
    try {
      Files.write(file, Base64.getDecoder().decode(data));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every address that the tab has asked for. */
  List<String> requested() {
    return List.copyOf(requested);
  }

  /** What the browser complained of: errors of scripts, breaches of the content policy, dialogs. */
  List<String> complaints() {
    return List.copyOf(complaints);
  }

  @Override
  public void close() {
    socket.abort();
    client.shutdownNow();
    process.descendants().forEach(ProcessHandle::destroy);
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
