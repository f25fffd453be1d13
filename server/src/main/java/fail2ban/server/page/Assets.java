package fail2ban.server.page;

import fail2ban.server.page.http.Answer;
import fail2ban.server.page.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page's own files, which are part of the program and hold no data. */
final class Assets {

  private static final Map<String, String> TYPES = types();

  private Assets() {}

  private static Map<String, String> types() {
    var types = new LinkedHashMap<String, String>();
    types.put("index.html", "text/html; charset=utf-8");
    types.put("page.css", "text/css; charset=utf-8");
    types.put("icon.svg", "image/svg+xml");
    for (String script :
        List.of("page", "api", "dom", "jails", "bans", "events", "charts", "dialogs")) {
      types.put(script + ".js", "text/javascript; charset=utf-8");
    }
    return types;
  }

  static List<Route> routes() {
    var routes = new ArrayList<Route>();
    TYPES.forEach((name, type) -> {
      String path = name.equals("index.html") ? "/" : "/" + name;
      var headers = Map.of("Cache-Control", "no-cache");
      routes.add(Route.open("GET", path, _ -> new Answer.Content(200, type, read(name), headers)));
    });
    return routes;
  }

  private static String read(String name) {
    try (InputStream file = Assets.class.getResourceAsStream("assets/" + name)) {
      if (file == null) {
        throw new IllegalStateException("the program lacks its " + name);
      }
      return new String(file.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new IllegalStateException("the program cannot read its " + name, e);
    }
  }
}
